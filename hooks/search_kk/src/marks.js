// The words of ?h= marked on the opened page in whatever form they stand there, and a way to take the marks away.

import { element } from "./dom.js"

const SKIPPED = "mark, script, style, textarea, svg, .search-kk-clear"

// tools: makeKit, makeSought and places of the engine; data: the linguistics of the index.
export function markPage(root, query, { makeKit, makeSought, places }, data, kits = new Map()) {
  if (!kits.has(data)) kits.set(data, makeKit(data))
  const kit = kits.get(data)
  const codes = [], words = []
  for (const tokens of chunksOf(query, kit)) {
    if (tokens.length > 1 && tokens.some(token => /\d/.test(token))) codes.push(codePattern(tokens))
    else words.push(...tokens.filter(word => word.length > 1 || /\d/.test(word)))
  }
  if (!words.length && !codes.length) return 0
  const isSought = makeSought(kit, words.flatMap(word => [word, kit.stem(word)]))
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const nodes = []
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(SKIPPED)) nodes.push(walker.currentNode)
  let count = 0
  for (const node of nodes) {
    const found = places(node.data, isSought).filter(([start, stop]) => isWhole(node.data, start, stop))
    for (const code of codes) for (const match of node.data.matchAll(code)) found.push([match.index, match.index + match[0].length])
    if (!found.length) continue
    found.sort((a, b) => a[0] - b[0])
    const parts = []
    let end = 0
    for (const [start, stop] of found) {
      if (start < end) continue
      parts.push(node.data.slice(end, start), element("mark", { "data-md-highlight": true }, node.data.slice(start, stop)))
      end = stop
      count++
    }
    node.replaceWith(...parts.filter(part => part !== ""), node.data.slice(end))
  }
  return count
}

// The words of a query; what is written together is one thing (12,3 and 148-II), without an ending (2021-ге). Numbers with blanks
// for thousands are one word.
function chunksOf(query, kit) {
  const chunks = query.split(/\s+/).map(kit.tokens)
  const whole = kit.tokens(query)
  if (whole.some(token => !chunks.flat().includes(token))) return whole.map(token => [token])
  for (const tokens of chunks) while (tokens.length > 1 && kit.isLight(tokens[tokens.length - 1])) tokens.pop()
  return chunks
}

function codePattern(tokens) {
  const end = /\d/.test(tokens[tokens.length - 1]) ? "(?![\\p{L}\\d]|[.,]\\d)" : "\\p{L}*"      // 1.2-бөлімде
  return new RegExp(`(?<![\\p{L}\\d]|\\d[.,])${tokens.join("[.,\\-\u2010-\u2013/]")}${end}`, "giu")
}

// 3 is no whole figure in 4,3.
const isWhole = (text, start, stop) => !/\d/.test(text[start]) || !/\d[.,]$/.test(text.slice(Math.max(0, start - 2), start)) && !/^[.,]\d/.test(text.slice(stop, stop + 2))

export function clearMarks() {
  for (const mark of document.querySelectorAll("mark[data-md-highlight]")) {
    if (mark.closest("[data-md-component=search]")) continue
    const parent = mark.parentNode
    mark.replaceWith(...mark.childNodes)
    parent.normalize()
  }
  document.querySelector(".search-kk-clear")?.remove()
  const url = new URL(location)
  if (!url.searchParams.has("h")) return
  url.searchParams.delete("h")
  history.replaceState(history.state, "", url)
}

// A button at the edge of the screen; Escape does the same where nothing else is open.
export function offerToClear(messages) {
  document.querySelector(".search-kk-clear")?.remove()
  document.body.append(element("button", { type: "button", class: "search-kk-clear md-button md-button--primary", click: clearMarks }, messages.clear))
}
