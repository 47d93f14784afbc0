/* Keys that Material leaves to the mouse: Escape closes the menu of the phone, and from the menu
   and from the search it leads back to where the reader was. While the menu is open nothing
   behind it can be reached. Without this script both still open and close. */
(() => {
  "use strict"

  const BEHIND = ".md-skip, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer, .md-top"
  const drawer = document.getElementById("__drawer")
  const search = document.getElementById("__search")
  const query = document.querySelector("[data-md-component=search-query]")
  let before = null // the search

  const close = () => document.querySelectorAll(BEHIND).forEach(part => { part.inert = drawer.checked })
  drawer.addEventListener("change", close)

  query?.addEventListener("focus", event => {
    if (event.relatedTarget && !event.relatedTarget.closest(".md-search")) before = event.relatedTarget
  })
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return
    if (drawer.checked) {
      drawer.click()
      drawer.focus()
    } else if (search.checked) {
      const back = before
      before = null
      setTimeout(() => back?.focus({ preventScroll: true })) // after Material has let go of the box
    }
  }, true)

  if (window.document$) window.document$.subscribe(close)
})()
