/* Reading without a connection: registers the service worker (sw.js) when the page is at rest, and
   keeps what this page had loaded before there was a worker. What readers see of it is in
   offline-page.js, which only the pages load that have a place for it. */
(() => {
  "use strict"

  if (!navigator.serviceWorker || !location.protocol.startsWith("http")) return

  const scope = __md_scope.href.replace(/\/?$/, "/") // Material's: the root of the site
  const name = `kept ${scope}` // of the cache, as in sw.js
  const wanted = () => __md_get("offline") !== false // the reader's choice; kept till it is changed
  const first = !navigator.serviceWorker.controller

  const register = async () => {
    await navigator.serviceWorker.register(`${scope}sw.js`, { updateViaCache: "none" })
    await navigator.serviceWorker.ready
    if (!first) return
    const cache = await caches.open(name)
    const loaded = performance.getEntriesByType("resource").map(entry => entry.name)
    for (const url of new Set([location.href, ...loaded].map(url => url.split(/[?#]/)[0]))) {
      if (!url.startsWith(scope) || (await cache.match(url))) continue
      await cache.add(url).catch(() => {}) // an error is not kept
    }
  }

  const start = async () => {
    if (!document.querySelector("[data-offline], [data-kept]")) return
    const page = await import(`${scope}assets/javascripts/offline-page.js`)
    page.start({ scope, name, wanted, register })
  }
  start()
  addEventListener("page", start) // another one, by instant navigation (later.js)

  const begin = () => (window.requestIdleCallback ?? setTimeout)(() => wanted() && register().catch(() => {})) // without it all works online
  document.readyState === "complete" ? begin() : addEventListener("load", begin)
})()
