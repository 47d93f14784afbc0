/* The service worker: keeps what was read, so that it can be read again without a connection.

   The network comes first: a reader who is online gets the newest. What the network cannot give,
   or not soon (a line that hangs is worse than none), is looked up among what was kept, and a page
   that was not kept is answered by BUILD.fallback. Only files that the build has called by a hash of
   their content are taken from what is kept first: they never change. What the site no longer has is
   kept no longer.
   offline.js registers this worker and can remove it with all that it kept.

   As it stands here, not filled by the build, it does nothing but remove itself and all that it
   kept: put it so in the place of the filled one to withdraw that from every reader. */
"use strict"

/* Filled by hooks/datapages/output/service_worker.py. `version` is read by nobody: it changes this file, and so
   makes browsers install it anew, whenever the content of the shell changes. */
const BUILD = "@build@" // { version, shell: [path], hashed: { path: digest }, fallback: path, list: path }

const scope = self.registration.scope // the root of the site, also below a sub-path
const NAME = `kept ${scope}` // other sites of the same host have caches, too; offline.js says the same
const PATIENCE = 900 // milliseconds without an answer, until what was kept is shown
const HASHED = /\.[0-9a-f]{8,}\./ // in a name: perhaps a file of an older build

const isPage = url => /(\/|\.html)$/.test(url) && !/\/\d{3}\.html$/.test(url)
const filled = typeof BUILD !== "string"
const FOREVER = new Map(filled ? Object.entries(BUILD.hashed).map(([path, digest]) => [new URL(path, scope).href, digest]) : [])

const plain = url => url.split(/[?#]/)[0]

const install = async () => {
  const cache = await caches.open(NAME)
  await cache.addAll(BUILD.shell.map(path => new Request(new URL(path, scope), { cache: "no-cache" })))
  await self.skipWaiting()
}

/* Drop files with a hash that neither the shell nor anything else that is kept names any more. The
   folder of the search's index has the hash of all its parts in its name. */
const tidy = async () => {
  const cache = await caches.open(NAME)
  const shell = new Set(BUILD.shell.map(path => new URL(path, scope).href))
  const texts = new Map()
  for (const request of await cache.keys()) {
    texts.set(request.url, await (await cache.match(request)).text())
  }
  for (const url of texts.keys()) {
    const [name] = /[^/]*\.[0-9a-f]{8,}\.[^/]*/.exec(url) || []
    if (!name || shell.has(url)) continue
    const named = [...texts].some(([other, text]) => other !== url && text.includes(name))
    if (!named) await cache.delete(url)
  }
}

/* Drop pages that this build no longer has, if it can be asked which it has. */
const withdraw = async () => {
  const answer = await fetch(new URL(BUILD.list, scope), { cache: "no-cache" })
  if (!answer.ok) return
  const { files } = await answer.json()
  const known = new Set(files.map(path => new URL(path, scope).href))
  const cache = await caches.open(NAME)
  for (const { url } of await cache.keys()) {
    if (isPage(url) && !known.has(url)) await cache.delete(url)
  }
}

const activate = async () => {
  await self.clients.claim()
  await self.registration.navigationPreload?.enable()
  await withdraw().catch(() => {}) // without a connection: another time
  await tidy()
}

/* A host may give one page under any number of addresses: it is kept under the one that pages link. */
const isPlain = path =>
  !/\/\/|\/index\.html$/.test(path) && encodeURI(decodeURIComponent(path)) === path

/* Without the cache (the reader has removed it) nothing is kept; where the device has no room, the
   pages that were kept first give way, one after another. */
const keep = async (url, response) => {
  if (!isPlain(url.slice(scope.length - 1)) || !(await caches.has(NAME))) return
  const cache = await caches.open(NAME)
  const oldest = (await cache.keys()).map(request => request.url).filter(other => isPage(other) && other !== url)
  for (;;) {
    try {
      return await cache.put(url, response.clone())
    } catch {
      if (!oldest.length) return // the page is shown all the same
      await cache.delete(oldest.shift())
    }
  }
}

/* Another site of this host may write into what is kept: a script that comes from there first has a
   digest, besides those that pages bear. */
const find = async url => {
  const found = await caches.match(url, { cacheName: NAME, ignoreVary: true })
  const wanted = FOREVER.get(url)
  if (!found || !wanted) return found
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await found.clone().arrayBuffer()))
  return wanted === `sha256-${btoa(String.fromCharCode(...digest))}` ? found : undefined
}

const forget = async url => {
  if (await caches.has(NAME)) await (await caches.open(NAME)).delete(url)
}

const offline = async () => {
  const page = await caches.match(new URL(BUILD.fallback, scope).href, { cacheName: NAME })
  return page ? new Response(page.body, { status: 503, headers: page.headers }) : Response.error()
}

const ask = async (event, url) => {
  const response = (await event.preloadResponse) || (await fetch(event.request))
  if (response.type === "error") throw response // Firefox's word for an early request that failed
  // never an error, a redirect, a part, or another host's answer
  if (response.status === 200 && response.type === "basic" && !response.redirected) {
    event.waitUntil(keep(url, response.clone()))
  }
  if (response.status === 404 || response.status === 410) {
    // A page of an older build may still ask for a script or a style of its own.
    const part = ["script", "style", "worker"].includes(event.request.destination)
    const found = part && (await find(url))
    if (found) return found
    event.waitUntil(forget(url))
  }
  return response
}

const answer = async event => {
  const { request } = event
  const url = plain(request.url)
  const kept = () => find(url).catch(() => undefined)
  if (FOREVER.has(url) || FOREVER.has(url.slice(0, url.lastIndexOf("/") + 1))) {
    const found = await kept()
    if (found) return found
  }
  const network = ask(event, url)
  const found = await kept()
  if (!found) return network.catch(() => request.mode === "navigate" ? offline() : Response.error())
  event.waitUntil(network.catch(() => {})) // a late answer is kept for the next time
  return Promise.race([network.catch(() => found), new Promise(done => setTimeout(done, PATIENCE, found))])
}

/* A worker's address is that of its answer, and answers have no fragment, by which a page and its
   search know each other. An answer without an address leaves the worker the one it was asked by. */
const named = (request, found) => request.destination === "worker" && found.ok ? new Response(found.body, found) : found

const leave = async () => {
  await caches.delete(NAME)
  await self.registration.unregister()
}

self.addEventListener("install", event => event.waitUntil(filled ? install() : self.skipWaiting()))
self.addEventListener("activate", event => event.waitUntil(filled ? activate() : leave()))
self.addEventListener("fetch", event => {
  const { request } = event
  // «no-store» is how offline.js asks when it keeps the answer itself
  if (!filled || request.method !== "GET" || request.cache === "no-store") return
  if (request.url.startsWith(scope) && !request.headers.has("range")) event.respondWith(answer(event).then(found => named(request, found)))
})
