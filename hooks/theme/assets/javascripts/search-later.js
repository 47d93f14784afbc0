/* The page's side of workers/later.js: tells it when a reader turns to the search box, and the
   reader how it stands with the search. It runs before Material's script, which reads the name of
   the worker: what stands after # in it names the channel between this page and its worker. */
(() => {
  "use strict"

  const FAILED = "@text:script.search.failed@"

  const holder = document.getElementById("__config")
  const search = document.querySelector("[data-md-component=search]")
  if (!search || !window.BroadcastChannel || location.protocol === "file:") return
  const id = `#search-${Math.random()}`
  const config = JSON.parse(holder.textContent)
  holder.textContent = JSON.stringify({ ...config, search: config.search + id })

  const channel = new BroadcastChannel(id)
  const status = search.querySelector(".md-search-result__meta")
  const loading = status.textContent
  channel.addEventListener("message", ({ data }) => {
    status.textContent = data === "failed" ? FAILED : loading
  })
  for (const place of [search, ...document.querySelectorAll("label[for=__search]")]) {
    for (const event of ["focusin", "pointerover"]) place.addEventListener(event, () => channel.postMessage(""))
  }
})()
