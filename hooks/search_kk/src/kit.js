// The linguistics of an index, as linguistics.py has them at build. Without a lexicon the stems of the vocabulary are listed as
// its parts come: list(stem, classes).

import { makeNormal } from "./normal.js"
import { makeRussian } from "./russian.js"
import { DERIVATION, KNOWN, makeStemmer, readLexicon } from "./stemmer.js"

export const sumOf = (list, of) => list.reduce((sum, one) => sum + of(one), 0)

export const CYRILLIC_WORD = /^[а-яәғқңөұүһі]+$/

export function makeKit(data) {
  const { text, tokens, fold, key } = makeNormal(data)
  const stemmer = makeStemmer(data.table, readLexicon(data.lexicon || ""))
  const known = new Map()
  const stem = word => {
    let found = known.get(word)
    if (found === undefined) known.set(word, found = CYRILLIC_WORD.test(word) ? stemmer.stem(word) : word)
    return found
  }
  const russian = makeRussian(data)
  const list = (stem, classes) => {
    if (stemmer.list(stem, classes)) known.clear()
  }
  const own = new RegExp(`[${data.own}]`)
  const sets = [data.questions, data.light, data.amounts, data.demands].map(words => new Set(words.flatMap(tokens)))
  const endings = new Set(data.endings)
  const skeletons = sets.map(words => new Set([...words].filter(word => word.length > 2).map(fold)))
  // typed in Latin letters a short word is one of these, too: ne, pa
  const alike = (n, word, lenient) => lenient && (skeletons[n].has(fold(word)) && word.length > 2 || /^[a-z]/.test(word) && short[n].has(fold(word)))
  const short = sets.map(words => new Set([...words].filter(word => word.length === 2 && CYRILLIC_WORD.test(word)).map(fold)))
  const among = n => (word, lenient) => sets[n].has(word) || Boolean(alike(n, word, lenient))
  const termsOf = words => new Set(words.flatMap(tokens).flatMap(word => [word, stem(word), russian(word)]).filter(Boolean))
  const placeKinds = new Map(data.place_kinds.flatMap((words, n) => [...termsOf([words])].map(term => [term, n])))
  const numbered = termsOf(data.numbered)
  const definitions = data.definitions.map(tokens)
  const kit = {
    text, tokens, fold, key, stem, list, own, russian, termsOf,
    isPlaceKind: term => placeKinds.has(term),
    placeKind: term => placeKinds.get(term),      // the same number for the same kind in any language
    isQuestion: among(0),
    isAmount: among(2),
    isDemand: among(3),
    isLight: (word, lenient) => endings.has(word) || among(0)(word, lenient) || among(1)(word, lenient),
    isNumbered: word => [word, stem(word), russian(word)].some(term => numbered.has(term)),
    // whether a query asks what a word means
    isDefinition: (words, lenient) => definitions.some(said => words.some((_, at) => said.every((one, i) =>
      words[at + i] && (words[at + i].text === one || lenient && fold(words[at + i].text) === fold(one))))),
    chain: chainOf([...new Set(inflections(data.table).map(fold))]),
    keyboards: keyboardsOf(data.keyboards),
    costs: costsOf(data.alike)
  }
  return kit
}

// Endings of forms: neither of derivation nor of closed lists of stems.
const inflections = ({ slots, endings }) => Object.keys(endings).filter(ending => endings[ending].some(([slot]) => !(slots[slot].flags & (KNOWN | DERIVATION))))

// A chain of suffixes in skeleton letters: one of a single letter (қала-м-а) only before a longer one or at the end,
// for with single letters alone any rest of a word would pass.
function chainOf(endings) {
  const single = endings.filter(ending => ending.length === 1).join("")
  const longer = endings.filter(ending => ending.length > 1).sort((a, b) => b.length - a.length).join("|")
  return new RegExp(`^(?:[${single}]?(?:${longer})){0,4}[${single}]?$`)
}

// Each way to read a text as typed on another keyboard.
function keyboardsOf({ latin, russian, kazakh }) {
  const map = (from, to) => {
    const keys = new Map([...from].map((key, i) => [key, to[i]]))
    return text => [...text.toLowerCase()].map(key => keys.get(key) ?? key).join("")
  }
  return [map(latin, russian), map(latin, kazakh), map(russian, latin), map(kazakh, latin), map(russian, kazakh), map("0", "о")]
}

// What slips cost: letters that sound alike half, a vowel too few or too many less than a consonant, the first letter more.
function costsOf(groups) {
  const group = new Map(groups.flatMap((letters, n) => [...letters].map(letter => [letter, n])))
  return {
    take: (a, b, place) => a === b ? 0 : (group.has(a) && group.get(a) === group.get(b) ? 0.5 : 1) + (place ? 0 : 0.5),
    drop: (letter, place) => ("aeiou".includes(letter) ? 0.7 : 1) + (place ? 0 : 0.5)
  }
}
