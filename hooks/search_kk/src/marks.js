// The words of ?h= marked on the opened page in whatever form they stand there, and a way to take the marks away.

import { element } from "./dom.js"

const SKIPPED = "mark, script, style, textarea, svg, .search-kk-clear"

// tools: makeKit, makeSought and places of the engine; data: the linguistics of the index.
export function markPage(root, query, { makeKit, makeSought, places }, data, kits = new Map()) {
  if (!kits.has(data)) kits.set(data, makeKit(data))
  const kit = kits.get(data)
  const words = kit.tokens(query).filter(word => word.length > 1 || /\d/.test(word))
  if (!words.length) return 0
  const isSought = makeSought(kit, words.flatMap(word => [word, kit.stem(word)]))
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const nodes = []
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(SKIPPED)) nodes.push(walker.currentNode)
  let count = 0
  for (const node of nodes) {
    const found = places(node.data, isSought)
    if (!found.length) continue
    const parts = []
    let end = 0
    for (const [start, stop] of found) {
      parts.push(node.data.slice(end, start), element("mark", { "data-md-highlight": true }, node.data.slice(start, stop)))
      end = stop
      count++
    }
    node.replaceWith(...parts.filter(part => part !== ""), node.data.slice(end))
  }
  return count
}

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
