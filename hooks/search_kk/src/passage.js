// The lines of a text that show most of the words sought, and the marks in it, as HTML.

import { remembered } from "./normal.js"

const WORD = /(?<!\d)\d{1,3}(?:\s\d{3})+(?!\d)|[\p{L}\p{M}\p{N}\u00ad\u200b\u2060]+/gu
const LINES = 170       // letters: two lines of the list
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;" }

export const escapeHtml = text => text.replace(/[&<>"]/g, sign => ESCAPES[sign])

// isSought(word): a word of a text, in whatever form, against the terms of a query.
export function makeSought(kit, terms) {
  const wanted = new Set(terms)
  return remembered(word => [...kit.termsOf([word])].some(term => wanted.has(term)))
}

// Places of the sought words: [start, end].
export function places(text, isSought) {
  const found = []
  for (const match of text.matchAll(WORD)) if (isSought(match[0])) found.push([match.index, match.index + match[0].length, match[0]])
  return found
}

export function marked(text, found, from = 0, to = text.length) {
  let html = "", end = from
  for (const [start, stop] of found) {
    if (start < end || stop > to) continue
    html += escapeHtml(text.slice(end, start)) + "<mark data-md-highlight>" + escapeHtml(text.slice(start, stop)) + "</mark>"
    end = stop
  }
  return html + escapeHtml(text.slice(end, to))
}

// The passage of at most two lines that shows most of the words.
export function passage(text, isSought) {
  let best = { worth: -1 }
  for (const block of text.split("\n")) {
    const found = places(block, isSought)
    const windows = found.length ? found : [[0, 0]]
    for (const [n, [start]] of windows.entries()) {
      const from = block.length <= LINES ? 0 : Math.max(0, Math.min(start - 40, block.length - LINES))
      const inside = found.filter(place => place[0] >= from && place[1] <= from + LINES)
      const worth = new Set(inside.map(place => place[2].slice(0, 5).toLowerCase())).size * 10 + Math.min(inside.length, 5)
      if (worth > best.worth) best = { worth, block, from, found: inside }
      if (n > 30 || from === 0 && block.length <= LINES) break
    }
  }
  if (best.worth < 0) return ""
  const { block, found } = best
  let { from } = best
  let to = Math.min(block.length, from + LINES)
  if (from > 0) from = block.indexOf(" ", from) + 1 || from
  if (to < block.length) to = Math.max(block.lastIndexOf(" ", to), from + 20)
  return (from ? "… " : "") + marked(block, found, from, to) + (to < block.length ? " …" : "")
}
