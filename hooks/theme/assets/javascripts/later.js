/* The page is whole without scripts: Material's, and all that help only whom does something, come
   with the first thing that a reader does, or at once where the address asks for more than the
   page. The build writes which file that is; the service worker has kept it by then. */
(() => {
  "use strict"

  const MOVES = ["pointermove", "pointerdown", "touchstart", "keydown", "focusin", "scroll"]

  const own = document.querySelector("script[data-later]")
  if (!own) return
  const waiting = new AbortController()
  const coming = new AbortController()

  // A phone shows its keyboard only for a focus that is given at once. Buttons of the text open the
  // search too, with a query or without one.
  const query = document.querySelector("[data-md-component=search-query]")
  document.addEventListener("click", ({ target }) => {
    const door = target.closest?.("header [for=__search], [data-query]")
    if (!door || !query) return
    const asked = door.dataset.query
    if (asked !== undefined) {
      query.value = asked
      if (own.dataset.later) document.getElementById("__search").checked = true // else Material does
    }
    query.focus()
    if (asked) query.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
  })

  // The key of the search opens it at once, too: the letters that follow it do not wait. (keys.js)
  const open = event => {
    const { code, key, shiftKey, target } = event
    if (!query || event.altKey || event.ctrlKey || event.metaKey || __md_get("slash") === false) return
    if (!(code === "Slash" && !shiftKey || key === "/") || target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select")) return
    event.preventDefault()
    document.getElementById("__search").checked = true
    query.focus()
  }

  const missed = [] // heard again once those are there who listen
  const again = () => {
    coming.abort()
    for (const event of missed.splice(0)) event.target.dispatchEvent(new event.constructor(event.type, event))
  }
  for (const type of ["keydown", "change", "click"]) {
    addEventListener(type, event => {
      if (type === "click") { // a tap on what opens a sheet (previews.js) waits for it, though not for ever
        if (event.pointerType !== "touch" || !event.target.closest(".cite, .term, .ref, svg a")) return
        event.preventDefault()
        setTimeout(again, 3000)
      }
      missed.push(event)
      if (type === "keydown") open(event)
    }, { capture: true, signal: coming.signal })
  }

  const arrived = () => {
    document$.next(document) // Material waits for a DOMContentLoaded that is past
    document$.subscribe(() => dispatchEvent(new Event("page"))) // now and after instant navigation
    again()
    own.removeAttribute("data-later")
  }

  // What only some pages have, or some readers ask for, has scripts of its own.
  const brought = {}
  const bring = (name, wanted) => {
    if (wanted) brought[name] ??= document.head.appendChild(Object.assign(document.createElement("script"), { src: new URL(name, own.src) }))
  }
  const bringCalculator = () => bring("calculator.js", document.querySelector("[data-calculator]"))
  const toggle = document.getElementById("__search")
  const bringCharts = () => bring("charts.js", !toggle?.checked && document.querySelector(".chart__frame[data-points]")) // who searches does not wait for it
  toggle?.addEventListener("change", bringCharts)
  addEventListener("page", () => {
    bringCalculator()
    bringCharts()
    bring("choose.js", document.querySelector(".choose[open], .choose--any") || /[?&]tandau=/.test(location.search))
  })
  document.addEventListener("toggle", ({ target }) => bring("choose.js", target.matches(".choose")), true)

  const fetched = (tag, into, given) => new Promise(done => {
    into.append(Object.assign(document.createElement(tag), given, { onload: () => done(true), onerror: () => done() }))
  })

  /* The whole style sheet comes too: scripts make more than the page holds, and instant navigation
     leads to other pages. It makes the head anew, hence the sheet is not there. */
  const load = async ({ target } = {}) => {
    waiting.abort()
    // Who turns to the search first has its worker begin at once; Material is handed it (search_kk).
    if (target?.closest?.("[for=__search], [data-md-component=search]")) {
      const name = `#search-${Math.random()}-now`
      window.searchAhead = { name, worker: new Worker(JSON.parse(document.getElementById("__config").textContent).search + name) }
    }
    const { later, style, styleIntegrity, integrity } = own.dataset
    const rules = style && fetched("link", document.body, { rel: "stylesheet", href: style, integrity: styleIntegrity })
    const script = fetched("script", document.head, { src: later, integrity })
    await rules
    if (await script) arrived()
  }

  const begin = () => {
    requestAnimationFrame(() => setTimeout(() => document.documentElement.classList.remove("early"))) // the first view is painted
    // A place, marks (h) or a search (q) is asked for; or there is what only such a script fills, or who
    // has gone to a field before this script came.
    bringCalculator() // it waits for nothing else
    if (location.hash || location.search || document.querySelector("[data-search-open], :focus")) return load()
    const once = { capture: true, passive: true, signal: waiting.signal }
    for (const type of MOVES) addEventListener(type, load, once)
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", load, once)
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin)
  else begin()
})()
