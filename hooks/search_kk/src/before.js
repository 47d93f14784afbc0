// What stands in the open box: recent and sample queries before typing, completions while typing.

import { element } from "./dom.js"

const RECENT = "search-kk-recent"
const MOST = 5

// Without storage (a reader may forbid it) nothing is remembered.
export function recent() {
  try {
    const kept = JSON.parse(localStorage.getItem(RECENT))      // or what another script left there
    return Array.isArray(kept) ? kept.filter(one => typeof one === "string").slice(0, MOST) : []
  } catch {
    return []
  }
}

export function remember(query) {
  const said = query.trim()
  if (said.length < 2 || said.length > 80) return
  try {
    localStorage.setItem(RECENT, JSON.stringify([said, ...recent().filter(one => one !== said)].slice(0, MOST)))
  } catch { /* no storage */ }
}

export function forget() {
  try {
    localStorage.removeItem(RECENT)
  } catch { /* no storage */ }
}

// A row of queries that a click or Enter takes into the box.
function row(title, queries, take, more) {
  return element("div", { class: "search-kk-row", "data-suggestion": true },
    element("span", { class: "search-kk-row__title" }, title),
    ...queries.map(query => element("button", { type: "button", class: "search-kk-row__query", click: () => take(query) }, query)), more)
}

export function beforeTyping({ messages, samples }, take) {
  const known = recent()
  const rows = []
  if (known.length) rows.push(row(messages.recent, known, take, element("button", { type: "button", class: "search-kk-row__forget", click: () => { forget(); take("") } }, messages.forget)))
  if (samples?.length) rows.push(row(messages.samples, samples, take))
  return rows
}

export const completionsRow = (completions, messages, take) => completions?.length ? [row(messages.completions, completions, take)] : []
