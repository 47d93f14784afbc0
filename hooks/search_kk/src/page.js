// The page script. It runs before Material's, where the theme lets it, and then gives its worker a channel of their own.

import { beforeTyping, completionsRow, remember } from "./before.js"
import { makeCard } from "./card.js"
import { element, fill } from "./dom.js"
import { makeList } from "./list.js"
import { clearMarks, markPage, offerToClear } from "./marks.js"

const KEEP_AFTER = 10000      // milliseconds

// given: { messages, samples, engine, manifest }; the addresses are seen from the worker's.
export function startPage(window, given) {
  const holder = document.getElementById("__config")
  const search = document.querySelector("[data-md-component=search]")
  if (!holder || !search || !window.BroadcastChannel || location.protocol === "file:") return
  const { messages } = given
  const config = JSON.parse(holder.textContent)
  const worker = new URL(config.search, location)
  let name = worker.hash
  if (!name && !window.document$) {     // Material has not begun
    name = `#search-${Math.random()}`
    holder.textContent = JSON.stringify({ ...config, search: config.search + name })
  }
  worker.hash = ""
  const base = new URL(`${new URL(config.base, location)}`.replace(/\/?$/, "/"))

  const channel = new BroadcastChannel(name || "#search-kk")
  const box = search.querySelector("[data-md-component=search-query]")
  const panel = search.querySelector("[data-md-component=search-result]")
  const status = panel.querySelector(".md-search-result__meta")
  const loading = status.textContent
  const list = makeList(panel, { messages, ask: passages => channel.postMessage({ passages }) })

  const press = () => box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))      // what Material listens for
  const take = query => {
    box.value = query
    press()
    box.focus()
  }

  // What stands between the status and the list: hint, card, rows of queries.
  function show(...parts) {
    panel.querySelectorAll(":scope > .search-kk-hint, :scope > .search-kk-card, :scope > .search-kk-row").forEach(part => part.remove())
    status.after(...parts.filter(Boolean))
  }

  function hint({ suggestion, count, query }) {
    if (!suggestion && count) return undefined
    const line = element("div", { class: "search-kk-hint md-search-result__meta", role: "status" })
    if (!suggestion) line.append(messages.none)
    else {
      const [before, after] = messages.suggestion.split("{}")
      line.append(before, element("button", { type: "button", click: () => take(suggestion) }, suggestion), after)
    }
    return query ? line : undefined
  }

  const same = text => text.trim() === box.value.trim()
  channel.addEventListener("message", ({ data }) => {
    if (!data || !data.state && !data.texts) return
    if (data.texts) return list.texts(data.texts)
    if (data.state === "loading") status.textContent = loading
    else if (data.state === "failed" || data.state === "offline") status.textContent = messages[data.state]
    else if (same(data.query)) {
      if (data.query) keepLater()
      list.answered(data.query, data.marks)
      if (!data.query) show(...beforeTyping(given, take))
      else show(hint(data), ...completionsRow(data.completions, messages, take), data.card && makeCard(data.card, base, messages))
    }
  })

  // Once the search was used, a service worker may keep all of it: later, and not where a reader saves data.
  let kept = false
  function keepLater() {
    if (kept || !navigator.serviceWorker?.controller || navigator.connection?.saveData) return
    kept = true
    setTimeout(() => channel.postMessage("keep"), KEEP_AFTER)
  }

  // Text that comes without a key: paste, dictation, a suggestion of the keyboard; and the box emptied by its button.
  box.addEventListener("input", press)
  box.form.addEventListener("reset", () => setTimeout(press))
  box.addEventListener("focus", () => { if (!box.value) show(...beforeTyping(given, take)) })
  panel.addEventListener("click", event => { if (event.target.closest("a")) remember(box.value) }, true)
  const wake = () => channel.postMessage("wake")
  for (const place of [search, ...document.querySelectorAll("label[for=__search]")])
    for (const event of ["focusin", "pointerover"]) place.addEventListener(event, wake)

  // ---- the opened page ----

  let tools
  const load = () => tools || (tools = Promise.all([
    new Promise((done, failed) => {
      const script = element("script", { src: new URL(given.engine, worker).href, load: done, error: failed })
      document.head.append(script)
    }),
    ...[given.manifest, given.manifest.replace(/index(?=[^/]*$)/, "l")].map(name => fetch(new URL(name, worker)).then(answer => answer.json()))
  ]).then(([, { language }, lexicon]) => ({ ...language, lexicon })))

  async function run() {
    const query = new URL(location).searchParams.get("h")
    const root = document.querySelector("[data-md-component=content], .md-content, main article")
    document.querySelector(".search-kk-clear")?.remove()
    if (!query || !root) return
    const language = await load().catch(() => { tools = undefined })
    if (language && markPage(root, query, window.searchKk, language)) offerToClear(messages)
  }
  document.addEventListener("keydown", event => {
    const open = document.querySelector("[data-md-toggle=search]:checked, [data-md-toggle=drawer]:checked")
    if (event.key === "Escape" && !open) clearMarks()
  })
  const begin = () => window.document$ ? window.document$.subscribe(run) : run()
  if (document.readyState === "complete") setTimeout(begin)
  else window.addEventListener("load", begin)
}
