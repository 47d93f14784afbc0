/* Scripts that help only whom does something come with the first thing that a reader does, or at
   once where the address asks for more than the page. The build writes which file that is. */
(() => {
  "use strict"

  const EVENTS = ["pointerover", "pointerdown", "touchstart", "keydown", "focusin", "scroll"]

  const own = document.querySelector("script[data-later]")
  if (!own) return
  const address = new URL(own.dataset.later, location)

  const load = () => {
    for (const event of EVENTS) removeEventListener(event, load, true)
    const script = document.createElement("script")
    script.src = address
    script.addEventListener("load", () => own.removeAttribute("data-later"))
    document.head.append(script)
  }
  // A place, marks (h) or a search (q) is asked for; or there is what only such a script fills.
  if (location.hash || location.search || document.querySelector(".calculator")) load()
  else for (const event of EVENTS) addEventListener(event, load, { capture: true, passive: true })
})()
