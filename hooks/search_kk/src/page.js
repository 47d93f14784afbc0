// The page script: what a reader sees of the search besides Material's list. boot.js loads it.

import { beforeTyping, completionsRow, remember } from "./before.js"
import { makeCard } from "./card.js"
import { element, fill } from "./dom.js"
import { makeList } from "./list.js"
import { clearMarks, markPage, offerToClear } from "./marks.js"

const KEEP_AFTER = 10000      // milliseconds
const LONG = 200      // letters of a query: more are no reader's, and take a page's time

// given: { messages, samples, engine, index, style }, addresses as seen from the worker's; then what boot.js found.
export const startPage = given => ({ worker, channel, search, base }) => {
  const { messages } = given
  if (given.style) document.body.append(element("link", { rel: "stylesheet", href: new URL(given.style, worker).href }))
  const box = search.querySelector("[data-md-component=search-query]")
  const panel = search.querySelector("[data-md-component=search-result]")
  const status = panel.querySelector(".md-search-result__meta")
  const list = makeList(panel, { messages, base, ask: passages => channel.postMessage({ passages }) })

  const press = () => box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))      // what Material listens for
  const take = query => {
    box.value = query
    press()
    box.focus()
  }

  // What stands between the status and the list: hint, card, rows of queries.
  function show(...parts) {
    const old = [...panel.querySelectorAll(":scope > .search-kk-hint, :scope > .search-kk-card, :scope > .search-kk-row")]
    const fresh = parts.filter(Boolean)
    // Who presses on one of them, or stands on it, keeps it when the rest of an answer says the same.
    if (old.length === fresh.length && old.every((part, at) => part.isEqualNode(fresh[at]))) return
    old.forEach(part => part.remove())
    status.after(...fresh)
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
  function receive(data) {
    if (data.texts) return list.texts(data.texts)
    if (!same(data.query)) return
    if (data.query) keepLater()
    list.answered(data.query)
    if (!data.query) show(...beforeTyping(given, take))
    else {
      const isNothing = !data.count && !data.suggestion && !data.card
      const rows = isNothing ? beforeTyping(given, take) : completionsRow(data.completions, messages, take)
      show(hint(data), ...rows, data.card && makeCard(data.card, base, messages))
    }
  }

  // Once the search was used, a service worker may keep all of it: later, and not where a reader saves data.
  let kept = false
  function keepLater() {
    if (kept || !navigator.serviceWorker?.controller || navigator.connection?.saveData) return
    kept = true
    setTimeout(() => channel.postMessage("keep"), KEEP_AFTER)
  }

  const before = () => { if (!box.value) show(...beforeTyping(given, take)) }
  box.addEventListener("focus", before)
  if (document.activeElement === box) before()
  panel.addEventListener("click", event => { if (event.target.closest("a")) remember(box.value) }, true)

  // ---- the opened page ----

  let tools
  const load = () => tools || (tools = Promise.all([
    new Promise((done, failed) => document.head.append(element("script", { src: new URL(given.engine, worker).href, load: done, error: failed }))),
    ...["index", "l"].map(name => fetch(new URL(`${given.index}${name}.json`, worker)).then(answer => answer.json()))
  ]).then(([, { language }, lexicon]) => ({ ...language, lexicon })))

  // Mark the words of ?h= on the opened page.
  async function mark(query) {
    const root = document.querySelector("[data-md-component=content], .md-content, main article")
    document.querySelector(".search-kk-clear")?.remove()
    if (!query || !root) return
    const language = await load().catch(() => { tools = undefined })
    if (!language) return
    let count = 0
    const run = () => { count = markPage(root, query.slice(0, LONG), window.searchKk, language) }
    const { inCyrillic = then => then() } = window.__latin || {}      // the page may be shown in Latin letters
    inCyrillic(run)
    if (count) offerToClear(messages)
  }
  document.addEventListener("keydown", event => {
    const open = document.querySelector("[data-md-toggle=search]:checked, [data-md-toggle=drawer]:checked")
    if (event.key === "Escape" && !open) clearMarks()
  })
  return { mark, receive }
}
