/* What a reader keeps and passes on: the size of letters, the place where a chapter was left, and a
   page by the device's own dialogue. Nothing of it leaves the device but what is shared. */
(() => {
  "use strict"

  const root = document.documentElement
  const PLACE = "place" // in the storage, beside Material's own

  /* Buttons whose value is the class that the theme's head puts on before anything is painted. */
  const letters = () => {
    const buttons = [...document.querySelectorAll("[data-letters] button")]
    const show = () => {
      const chosen = __md_get("letters") || ""
      for (const button of buttons) {
        if (button.value) root.classList.toggle(button.value, button.value === chosen)
        button.setAttribute("aria-pressed", String(button.value === chosen))
      }
    }
    for (const button of buttons) button.onclick = () => { __md_set("letters", button.value); show() }
    if (buttons.length) show()
  }

  const share = () => {
    for (const button of document.querySelectorAll("[data-share]")) {
      button.hidden = !navigator.share
      button.onclick = () => navigator.share({ title: document.title, url: location.href }).catch(() => {})
    }
  }

  /* The section of a chapter whose heading was passed last; none before the first. */
  const reached = () => {
    const passed = [...document.querySelectorAll("article h2[id]")].filter(one => one.getBoundingClientRect().top < innerHeight / 2)
    const section = passed.at(-1)
    return section && { section, title: section.firstChild.textContent.trim() }
  }

  let waiting = 0
  const remember = () => {
    waiting = 0
    const place = document.querySelector("article .head-facts") && reached()
    if (!place) return
    const address = new URL(`#${place.section.id}`, location).href.slice(__md_scope.href.length)
    const name = document.querySelector("article h1").firstChild.textContent.trim()
    __md_set(PLACE, { address, title: `${name}: ${place.title}` })
  }
  addEventListener("scroll", () => { waiting ||= setTimeout(remember, 1000) }, { passive: true })

  const resume = () => {
    const { address, title } = __md_get(PLACE) ?? {} // or what another site of the host has left
    if (typeof address !== "string" || typeof title !== "string" || !URL.canParse(address, __md_scope)) return
    const { href } = new URL(address, __md_scope)
    if (!href.startsWith(__md_scope)) return
    for (const line of document.querySelectorAll("[data-resume]")) {
      const link = Object.assign(document.createElement("a"), { textContent: title, href })
      line.replaceChildren("@text:script.reading.resume@ ", link)
    }
  }

  const start = () => {
    letters()
    share()
    resume()
  }
  if (window.document$) window.document$.subscribe(start)
  else start()
})()
