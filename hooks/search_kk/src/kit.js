// The Kazakh tools that the worker and the page share, made from the embedded data.

import { makeFold, makeRepair } from "./fold.js"
import { makeStemmer, readLexicon } from "./stemmer.js"
import { makeVocabulary } from "./vocabulary.js"

export function makeKit(data) {
  const stemmer = memoise(makeStemmer(data.table, readLexicon(data.lexicon)))
  const fold = makeFold(data.folding)
  const repair = makeRepair(data.lookalikes)
  const stemOf = word => stemmer.stem(repair(word))
  const chain = chainOf([...new Set(data.chain.map(fold))])
  // one word for one word: the same thing in both directions (маслихат, мәслихат)
  const single = ([from, to]) => from.length === 1 && to.length === 1
  const twins = new Map(data.equivalents.filter(single).map(([[from], [to]]) => [stemOf(from), stemOf(to)]))
  return {
    stem: stemOf,
    root: word => stemmer.root(repair(word)),
    fold,
    light: new Set(data.light),
    questions: new Set(data.questions),
    equivalents: data.equivalents,
    vocabulary: terms => makeVocabulary(terms, { stemmer, fold, repair, own: data.own, chain, twins })
  }
}

// A chain of suffixes in skeleton letters: one of a single letter (қала-м-а) only before a longer one or at the end,
// for with single letters alone any rest of a word would pass.
function chainOf(endings) {
  const single = endings.filter(ending => ending.length === 1).join("")
  const longer = endings.filter(ending => ending.length > 1).sort((a, b) => b.length - a.length).join("|")
  return new RegExp(`^(?:[${single}]?(?:${longer})){0,4}[${single}]?$`)
}

// Stems are asked for again and again: by each document, by each keystroke.
function memoise(stemmer) {
  const known = new Map()
  const stem = word => {
    let found = known.get(word)
    if (found === undefined) known.set(word, found = stemmer.stem(word))
    return found
  }
  return { ...stemmer, stem, root: word => stemmer.family(stem(word)) }
}
