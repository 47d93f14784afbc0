// Which terms of the index a typed word stands for. The index keeps words as they are written; here they are grouped by
// stem, by family, by skeleton and by their first letters.

import { distance, foldStem } from "./fold.js"

const CYRILLIC = /^[а-яёәғқңөұүһі]+$/
const HEAD = 5          // letters of the prefix that ranks
const VOICED = { п: "б", к: "г", қ: "ғ" }
// from the skeleton back to the letters of suffixes
const BACK = { i: "ы", g: "ғ", k: "қ" }
const FRONT = { i: "і", g: "г", k: "к" }
const ANY = { a: "а", e: "е", l: "л", d: "д", t: "т", r: "р", n: "н", m: "м", s: "с", b: "б", p: "п", u: "у", j: "й" }

export function makeVocabulary(terms, { stemmer, fold, repair, own, chain, twins }) {
  const words = terms.map(repair)
  const sorted = terms.map((_, i) => i).sort((a, b) => words[a] < words[b] ? -1 : words[a] > words[b] ? 1 : 0)
  const skeletons = words.map(fold)
  const ownLetter = new RegExp(`[${own}]`)

  const group = () => {
    const map = new Map()
    return {
      get: name => map.get(name) || [],
      add(name, item) {
        const items = map.get(name)
        if (items) items.push(item)
        else map.set(name, [item])
      },
      keys: () => map.keys(),
      has: name => map.has(name)
    }
  }
  const byWord = group(), byStem = group(), byFamily = group(), bySkeleton = group(), byHead = group()
  const stemsOf = group()     // skeleton of a stem -> stems

  const stemOf = word => {
    const stem = CYRILLIC.test(word) ? stemmer.stem(word) : word
    return twins.get(stem) || stem
  }
  const stems = words.map(stemOf)
  const families = new Map()
  const familyOf = stem => {
    if (!families.has(stem)) families.set(stem, CYRILLIC.test(stem) ? stemmer.family(stem, byStem.has) : stem)
    return families.get(stem)
  }
  words.forEach((word, i) => {
    byWord.add(word, i)
    byStem.add(stems[i], i)
    bySkeleton.add(skeletons[i], i)
    if (!/\d/.test(word)) byHead.add(skeletons[i].slice(0, HEAD), i)
  })

  for (const stem of byStem.keys()) {
    stemsOf.add(foldStem(fold(stem)), stem)
    byFamily.add(familyOf(stem), stem)
  }

  const unique = items => [...new Set(items)]
  const ofStems = list => unique(list).flatMap(byStem.get)

  function withPrefix(prefix) {
    let low = 0, high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (words[sorted[middle]] < prefix) low = middle + 1
      else high = middle
    }
    const found = []
    for (; low < sorted.length && words[sorted[low]].startsWith(prefix); low++) found.push(sorted[low])
    return found
  }

  // Stems of the index whose skeleton, with a chain of suffixes, makes the skeleton of the word. Several may: orindardin is
  // орын-дар-дың, and орында-рдың is nothing. Written in Kazakh letters, the right ones come back from the stemmer.
  // Where the stemmer says no to all of them, the longest is kept as a guess, for want of anything nearer.
  function bySuffixes(skeleton) {
    let loose = []
    for (let end = skeleton.length; end > 2; end--) {
      const head = skeleton.slice(0, end), tail = skeleton.slice(end)
      if (!chain.test(tail)) continue
      const found = stemsOf.get(foldStem(head))
      const sure = found.filter(stem => inKazakh(stem, head, tail).some(word => stemOf(word) === stem))
      if (sure.length) return { sure, loose: [] }
      if (!loose.length) loose = found
    }
    return { sure: [], loose }
  }

  // The stem as it stands before the tail (қала, кітаб-, халқ-) and the tail in letters of its harmony.
  function inKazakh(stem, head, tail) {
    const voiced = stem.slice(0, -1) + (VOICED[stem[stem.length - 1]] || "")
    const base = [stem, voiced, stem.slice(0, -2) + stem.slice(-1)].find(text => fold(text) === head)
    if (!base) return []
    const back = /[аоұыя][^аоұыяәөүіеэ]*$/.test(base)
    const letters = [...tail].map(letter => (back ? BACK : FRONT)[letter] || ANY[letter] || letter).join("")
    return [letters, letters.replace(/н$/, "ң"), letters.replace(/н/g, "ң")].map(text => base + text)
  }

  // Who has the Kazakh keyboard means the form that was typed; of others the stem is enough.
  function folded(word, lenient) {
    const skeleton = fold(word)
    if (skeleton.length < 2 && word.length > 1) return { sure: [], loose: [] }   // zzzz is not z
    const forms = bySkeleton.get(skeleton)
    return forms.length || !lenient ? { sure: forms.map(i => stems[i]), loose: [] } : bySuffixes(skeleton)
  }

  // The stems at the least edit distance; long words bear two slips, their first letter none.
  let shelves                         // skeletons of forms and of stems, by length, made at the first misspelling
  function near(word, from, to) {
    shelves = shelves || [bySkeleton, stemsOf].map(shelve)
    const skeleton = fold(word)
    const stem = CYRILLIC.test(word) ? foldStem(fold(stemOf(word))) : skeleton
    const wanted = [[skeleton, shelves[0], text => bySkeleton.get(text).map(i => stems[i])], [skeleton, shelves[1], stemsOf.get]]
    if (stem.length > 3 && stem !== skeleton) wanted.push([stem, shelves[1], stemsOf.get])
    const most = skeleton.length < 4 ? 0 : skeleton.length < 8 ? 1 : 2
    for (let limit = from; limit <= Math.min(to, most); limit++)
      for (const [text, shelf, stemsFor] of wanted) {
        const found = within(limit, text, shelf).flatMap(stemsFor)
        if (found.length) return unique(found)
      }
    return []
  }

  function within(limit, wanted, shelf) {
    const bits = bitsOf(wanted)
    const found = []
    for (let length = wanted.length - limit; length <= wanted.length + limit; length++) {
      const { texts, masks } = shelf.get(length) || { texts: [], masks: [] }
      for (let i = 0; i < texts.length; i++)
        // one slip changes at most two letters of the set
        if (ones(masks[i] ^ bits) <= 2 * limit && (limit === 1 || texts[i][0] === wanted[0])
          && distance(wanted, texts[i], limit) <= limit) found.push(texts[i])
    }
    return found
  }

  // For the question «did you mean»: each stem as it is, or the commonest way the index writes it.
  const spellings = (list, weigh) => list.map(stem => byWord.has(stem) ? stem : words[byStem.get(stem).reduce((a, b) => {
    const more = weigh(terms[b]) - weigh(terms[a])
    return more > 0 || (!more && words[b].length < words[a].length) ? b : a
  })])

  // What a word means, best tier first: { tier, terms, wider }: «wider» are words of the same family (облыс, облыстық).
  // lenient: the query has no letter of the Kazakh keyboard, so its words may be typed on another.
  function match(typed, { last = true, lenient = !ownLetter.test(typed) } = {}) {
    const word = repair(typed)
    const stem = stemOf(word)
    const result = (tier, found, list = []) => {
      const terms = unique(found)
      const inside = new Set(terms)
      const wider = unique(list.map(familyOf)).flatMap(byFamily.get).flatMap(byStem.get).filter(i => !inside.has(i))
      return { tier, stem, terms, wider }
    }
    if (/\d/.test(word)) {
      const exact = byWord.get(word)
      return exact.length || !last || word.length < 3 ? result("exact", exact) : result("prefix", withPrefix(word))
    }
    const exact = unique([...byWord.get(word), ...byStem.get(stem)])
    const { sure: alike, loose } = lenient || !exact.length ? folded(word, lenient) : { sure: [], loose: [] }
    if (exact.length || alike.length) {
      const more = ofStems(alike)
      // a rare exact match beside a frequent look-alike is a foreign spelling: аким in a Russian gloss, әкім in the text
      if (!exact.length) return result("folded", more, alike)
      return result("exact", lenient && more.length > exact.length ? [...exact, ...more] : exact, [stem, ...alike])
    }
    if (word.length > 1) {
      const starting = withPrefix(word)
      const skeleton = fold(word)
      const begun = starting.length || !lenient || skeleton.length < 3 ? [] : byHead.get(skeleton.slice(0, HEAD)).filter(i => skeletons[i].startsWith(skeleton))
      const found = starting.length ? starting : begun
      if (found.length) return result("prefix", word.length < 4 ? found : ofStems(found.map(i => stems[i])))
    }
    const meant = list => ({ ...result("near", ofStems(list), list), close: list })
    const close = near(word, 1, 1)
    if (close.length) return meant(close)
    if (loose.length) return result("folded", ofStems(loose), loose)
    const far = near(word, 2, 2)
    if (far.length) return meant(far)
    const head = fold(word).slice(0, HEAD)
    return result("head", head.length === HEAD && fold(word).length < 9 ? byHead.get(head) : [])
  }

  const heads = word => byHead.get(fold(repair(word)).slice(0, HEAD))

  return { match, heads, withPrefix, spellings, own: ownLetter, terms }
}

// length -> { texts, masks }: the letters of each text as bits
function shelve(group) {
  const shelf = new Map()
  for (const text of group.keys()) {
    if (/\d/.test(text)) continue
    if (!shelf.has(text.length)) shelf.set(text.length, { texts: [], masks: [] })
    const { texts, masks } = shelf.get(text.length)
    texts.push(text)
    masks.push(bitsOf(text))
  }
  return shelf
}

function bitsOf(skeleton) {
  let bits = 0
  for (let i = 0; i < skeleton.length; i++) bits |= 1 << (skeleton.charCodeAt(i) - 97 & 31)
  return bits
}

function ones(bits) {
  let count = 0
  for (let rest = bits; rest; rest &= rest - 1) count++
  return count
}
