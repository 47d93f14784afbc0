/* Keys, beside Material's own.

   «/» opens the search on any layout, unless the reader has switched it off (a box marked
   data-search-key does), and so does a button in a part marked data-search-open; single letters do
   nothing, since speech and stray fingers press them. Escape closes the menu of the phone, and from
   it and from the search it leads back to where the reader was. While the menu is open nothing
   behind it can be reached. Without this script menu and search still open and close. */
(() => {
  "use strict"

  const BEHIND = ".md-skip, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer, .md-top"
  const isOff = () => __md_get("slash") === false
  const drawer = document.getElementById("__drawer")
  const search = document.getElementById("__search")
  const query = document.querySelector("[data-md-component=search-query]")
  let before = null // the search

  const hideBehind = () => document.querySelectorAll(BEHIND).forEach(part => { part.inert = drawer.checked })
  drawer.addEventListener("change", hideBehind)

  // Material opens the search a moment after its box has the focus, and not at all if the box lost
  // and won it within that moment: a quick Escape and «/» left a reader typing into a closed search.
  query.addEventListener("focus", event => {
    if (!search.checked) search.click()
    if (event.relatedTarget && !event.relatedTarget.closest(".md-search")) before = event.relatedTarget
  })

  const leave = () => {
    if (drawer.checked) {
      drawer.click()
      drawer.focus()
    } else if (search.checked) {
      before?.focus({ preventScroll: true })
      before = null
    }
  }

  const open = () => {
    query.focus()
    query.select()
  }

  document.addEventListener("keydown", event => {
    if (event.key === "Escape") return leave()
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select")) return
    const slash = event.code === "Slash" && !event.shiftKey || event.key === "/"
    if (search.checked) {
      if (slash) before ??= event.target // later.js opened it before this script came
      return
    }
    if (!slash && !"fnps,.".includes(event.key)) return
    event.stopPropagation() // Material has keys of its own
    if (!slash || isOff()) return
    event.preventDefault()
    open()
  }, true)

  const start = () => {
    hideBehind()
    for (const part of document.querySelectorAll("[data-search-open]")) {
      part.hidden = false
      part.querySelector("button").onclick = open
    }
    for (const box of document.querySelectorAll("[data-search-key]")) {
      box.disabled = false
      box.checked = !isOff()
      box.onchange = () => __md_set("slash", box.checked)
    }
  }
  if (window.document$) window.document$.subscribe(start)
  else start()
})()
