/* What readers see of reading without a connection: [data-offline] gets the buttons that save the
   whole site and that remove all that is kept; [data-kept], on the page that stands for one that
   was not kept, gets the list of those that were. Loaded by offline.js. */

const isPage = path => /(^|\/|\.html)$/.test(path) && !/^\d{3}\.html$/.test(path)

const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

const button = (textContent, act) => {
  const made = make("button", { type: "button", className: "md-button", textContent })
  made.addEventListener("click", act)
  return made
}

const keptPages = async ({ scope, name }) => {
  if (!(await caches.has(name))) return []
  const kept = await (await caches.open(name)).keys()
  return kept.map(request => request.url).filter(url => isPage(url.slice(scope.length)))
}

/* Keep all these files, six at a time. Fails when one can't be had or the device has no room: then
   none of the others goes on, so that what is told last stays. */
const save = async ({ scope, name }, files, tell) => {
  const cache = await caches.open(name)
  const rest = files.values()
  const stop = new AbortController()
  let done = 0
  const some = async () => {
    for (const path of rest) {
      const url = scope + path
      const response = await fetch(url, { cache: "no-store", signal: stop.signal })
      if (!response.ok) throw new Error(url)
      await cache.put(url, response)
      if (stop.signal.aborted) return
      tell(++done)
    }
  }
  const all = Array.from({ length: 6 }, some)
  try {
    await Promise.all(all)
  } catch (error) {
    stop.abort()
    await Promise.allSettled(all)
    throw error
  }
}

const remove = async ({ scope, name }) => {
  __md_set("offline", false)
  const registration = await navigator.serviceWorker.getRegistration(scope)
  await registration?.unregister()
  do { // an answer that was on its way may bring it back
    await caches.delete(name)
    await new Promise(done => setTimeout(done, 300))
  } while (await caches.has(name))
}

const controls = async (place, site) => {
  const status = make("p", {})
  status.setAttribute("role", "status")
  const say = text => { status.textContent = text }
  const count = async () => {
    const { length } = await keptPages(site)
    say(`@text:script.offline.count@`)
  }
  const begin = async () => {
    __md_set("offline", true)
    await site.register()
  }

  const { bytes, files } = await (await fetch(`${site.scope}offline.json`)).json()
  const size = Math.ceil(bytes / 1e6)
  const whole = button(`@text:script.offline.save-all@`, async () => {
    whole.disabled = true
    try {
      await begin()
      const total = files.length
      await save(site, files, done => say(`@text:script.offline.progress@`))
      say("@text:script.offline.saved@")
    } catch {
      say("@text:script.offline.incomplete@")
    }
    whole.disabled = false
  })
  const none = button("@text:script.offline.delete@", async () => {
    await remove(site)
    say("@text:script.offline.deleted@")
    buttons.replaceChildren(again)
    again.focus()
  })
  const again = button("@text:script.offline.again@", async () => {
    await begin()
    await count()
    buttons.replaceChildren(whole, " ", none)
    whole.focus()
  })
  const buttons = make("p", {})
  buttons.append(...(site.wanted() ? [whole, " ", none] : [again]))
  for (const child of place.children) child.hidden = true // told where none of this can be had
  place.append(status, buttons)
  if (!site.wanted()) return say("@text:script.offline.off@")
  await site.register() // so that this page counts, too
  await count()
}

const list = async (place, site) => {
  for (const url of await keptPages(site)) {
    const html = await (await caches.match(url, { cacheName: site.name })).text()
    const { title } = new DOMParser().parseFromString(html, "text/html")
    place.append(make("li", {}, make("a", { href: url, textContent: title.split(" – ")[0] || url })))
  }
  place.previousElementSibling.hidden = !place.children.length
}

export const start = site => {
  const place = document.querySelector("[data-offline]:not([data-offline=on])")
  const kept = document.querySelector("[data-kept]:not([data-kept=on])")
  if (place) {
    place.dataset.offline = "on"
    controls(place, site).catch(() => {}) // what the page says without a script remains
  }
  if (kept) {
    kept.dataset.kept = "on"
    list(kept, site)
  }
}
