// The words of ?h= marked on the opened page in whatever form they stand there.

const WORD = /[0-9A-Za-z\u00c0-\u024f\u0400-\u052f]+/g

// Which words of a page a query means. kit: lunr.kk's tools (kit.js); words: those of the page, in small letters.
export function wantedWords(kit, words, query) {
  const terms = [...new Set(words)]
  const vocabulary = kit.vocabulary(terms)
  const sought = (query.toLowerCase().match(WORD) || [])
  const lenient = !sought.some(word => vocabulary.own.test(word))
  return new Set(sought.flatMap(word => vocabulary.match(word, { lenient }).terms.map(number => terms[number])))
}

// A text cut at its wanted words: [plain, marked, plain, marked, …, plain].
export function cutAtWords(text, wanted) {
  const parts = []
  let end = 0
  for (const match of text.matchAll(WORD)) {
    if (!wanted.has(match[0].toLowerCase())) continue
    parts.push(text.slice(end, match.index), match[0])
    end = match.index + match[0].length
  }
  return [...parts, text.slice(end)]
}

export const wordsOf = text => text.toLowerCase().match(WORD) || []

// Marks below root, like Material's own, but outside what is marked already, scripts and styles.
export function markPage(root, kit, query) {
  const document = root.ownerDocument
  const walker = document.createTreeWalker(root, 4)
  const nodes = []
  while (walker.nextNode())
    if (!walker.currentNode.parentElement.closest("mark, script, style, textarea")) nodes.push(walker.currentNode)
  const wanted = wantedWords(kit, nodes.flatMap(node => wordsOf(node.data)), query)
  for (const node of nodes) {
    const parts = cutAtWords(node.data, wanted)
    if (parts.length === 1) continue
    node.replaceWith(...parts.map((part, i) => {
      if (i % 2 === 0) return part
      const mark = document.createElement("mark")
      mark.setAttribute("data-md-highlight", "")
      mark.textContent = part
      return mark
    }))
  }
}
