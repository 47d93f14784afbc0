// Which terms of the index a typed word stands for. Terms are stems, ordered by skeleton, in parts that are loaded as needed:
// prepare() loads what match() may look at.

import { CYRILLIC_WORD, sumOf } from "./kit.js"
import { foldStem } from "./normal.js"
import { partsOf } from "./reader.js"
import { VERB } from "./stemmer.js"

const HEAD = 5          // letters of the beginning that count as evidence
const COMMON = 0.4      // what ten times as many documents are worth, in slips
const RARE = 0.3        // a word with less than this share of the documents of the nearest is not meant beside it
const SHORT = 7, FAMILIAR = 0.002      // letters; share of all documents
const NOT_HUSHED = /[^шщч]/g
const VOICED = { п: "б", к: "г", қ: "ғ" }
// from the skeleton back to the letters of suffixes
const BACK = { i: "ы", g: "ғ", k: "қ" }
const FRONT = { i: "і", g: "г", k: "к" }
const ANY = { a: "а", e: "е", l: "л", d: "д", t: "т", r: "р", n: "н", m: "м", s: "с", b: "б", p: "п", u: "у", j: "й" }

export function makeVocabulary(index, kit) {
  const { fold, key, stem: stemOf } = kit
  const firsts = index.manifest.firsts.split(" ")
  const numbers = index.manifest.vocabulary
  const entries = new Map()     // part -> its terms

  function part(n) {
    if (!index.parts.has(`v${n}`)) return []
    let found = entries.get(n)
    if (!found) {
      found = index.parts.get(`v${n}`)[0].map(([stem, family, forms, count, headings, classes], i) => {
        if (classes) kit.list(stem, classes)
        return { number: numbers[n] + i, stem, family: family || stem, count, headings, isVerb: classes === VERB, key: key(stem), skeleton: fold(stem), spelled: forms }
      })
      entries.set(n, found)
    }
    return found
  }

  const isHere = ({ count }) => count > 0

  // The written forms of a term, commonest first, and their skeletons.
  function forms(entry) {
    if (!entry.forms) {
      entry.forms = entry.spelled ? entry.spelled.split(" ").map(form => entry.stem.slice(0, Math.max(0, entry.stem.length - form[0])) + form.slice(1)) : []
      entry.skeletons = entry.forms.map(fold)
    }
    return entry.forms
  }
  const skeletons = entry => forms(entry) && entry.skeletons

  // Terms whose key begins so, of the parts that are loaded.
  const range = prefix => partsOf(firsts, prefix).flatMap(n => part(n).filter(({ key }) => prefix ? key.startsWith(prefix) : !key))
  const withKey = wanted => range(wanted).filter(entry => entry.key === wanted)
  const withStem = stem => withKey(key(stem)).filter(entry => entry.stem === stem)

  // Beginnings of the keys that a word may have.
  function beginnings(word) {
    const skeleton = fold(word)
    const found = [skeleton.slice(0, 3)]
    if (skeleton[2] === "i" && skeleton[3]) found.push(skeleton.slice(0, 2) + skeleton[3])
    if (skeleton.length > 2 && "gb".includes(skeleton[2])) found.push(foldStem(skeleton.slice(0, 3)))
    const russian = kit.russian(word)
    if (russian) found.push(key(russian).slice(0, 4))
    return [...new Set(found)].filter(Boolean)
  }
  const load = prefixes => index.all(prefixes.flatMap(prefix => partsOf(firsts, prefix).map(n => `v${n}`)))
  // The stems of the parts are listed before any word is analysed.
  const prepare = async words => {
    const wanted = words.flatMap(beginnings)
    await load(wanted)
    wanted.forEach(range)
    await load(words.map(word => key(stemOf(word)).slice(0, 3)))
  }
  const around = word => [...new Set([...beginnings(word), key(stemOf(word)).slice(0, 3)].flatMap(range))].filter(entry => entry.stem[0] !== "~")

  // Terms whose skeleton, with a chain of suffixes, makes the skeleton of the word. Several may: orindardin is орын-дар-дың,
  // and орында-рдың is nothing. Written in Kazakh letters, the right ones come back from the stemmer. Where the stemmer says
  // no to all of them, the longest is kept as a guess, for want of anything nearer.
  function bySuffixes(skeleton, word) {
    let loose = []
    for (let end = skeleton.length; end > 2; end--) {
      const head = skeleton.slice(0, end), tail = skeleton.slice(end)
      if (!kit.chain.test(tail)) continue
      const found = withKey(foldStem(head)).filter(entry => isHere(entry) && hushed(entry.stem, word.slice(0, entry.stem.length)))
      const sure = found.filter(({ stem }) => inKazakh(stem, head, tail).some(word => stemOf(word) === stem))
      if (sure.length) return { sure, loose: [] }
      if (!loose.length && end > 3) loose = found      // косметика is no көш
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

  // ш and с are one letter only for who types in Latin ones.
  const hushed = (form, word) => !CYRILLIC_WORD.test(word) || form.replace(NOT_HUSHED, "").length === word.replace(NOT_HUSHED, "").length

  // Who has the Kazakh keyboard means the form that was typed; of others the stem is enough.
  function folded(word, near, lenient) {
    const skeleton = fold(word)
    if (skeleton.length * 2 <= word.length || skeleton.length < 3 && word.length > 2 || word.length < 5 && kit.own.test(word)) return { sure: [], loose: [] }   // zzzz is not z, kscs no кс, tct no st, тіс no тиіс
    const sure = near.filter(entry => forms(entry).some((form, i) => entry.skeletons[i] === skeleton && hushed(form, word)))
    return sure.length || !lenient ? { sure, loose: [] } : bySuffixes(skeleton, word)
  }

  const familyOf = list => {
    const heads = new Set(list.map(entry => entry.family))
    const inside = new Set(list)
    return [...heads].flatMap(head => unique([fold(head).slice(0, 3), key(head).slice(0, 3)]).flatMap(range)
      .filter(entry => entry.family === head && !inside.has(entry)))
  }
  const unique = list => [...new Set(list)]

  // What a word means, the surest tier that has anything: { tier, terms, wider }; «wider» are words of the same family
  // (облыс, облыстық). lenient: the query has no letter of the Kazakh keyboard, so its words may be typed on another.
  function match(word, { last = true, lenient = !kit.own.test(word) } = {}) {
    const result = (tier, terms, more = {}) => ({ tier, terms: unique(terms), wider: tier === "prefix" ? [] : familyOf(unique(terms)), ...more })
    if (/\d/.test(word)) {
      const exact = withStem(word)
      if (exact.length || !last || word.length < 3) return result("exact", exact)
      const begun = range(key(word)).filter(entry => entry.stem.startsWith(word))
      return result(begun.length ? "prefix" : "none", begun)
    }
    const stem = stemOf(word)
    const near = around(word)
    const russian = kit.russian(word)
    // a Russian form of a word that both languages have: бюджета, депутатов
    const loan = lenient && russian ? near.filter(entry => kit.russian(entry.stem) === russian) : []
    const foreign = russian ? [...withStem(russian), ...loan] : []
    const listed = near.filter(entry => entry.stem === stem || forms(entry).includes(word))
    const exact = listed.filter(isHere)
    const { sure, loose } = lenient || !exact.length ? folded(word, near, lenient) : { sure: [], loose: [] }
    if (exact.length || sure.length) {
      // a rare exact match beside a frequent look-alike is a foreign spelling: аким in a Russian gloss, әкім in the text
      const count = list => sumOf(list, entry => entry.count)
      if (!exact.length) return result("folded", [...sure, ...foreign])
      return result("exact", [...exact, ...foreign, ...(lenient && count(sure) > count(exact) ? sure : [])])
    }
    if (foreign.length) return result("exact", foreign)
    if (word.length > 1) {
      const skeleton = fold(word)
      const starting = near.filter(entry => isHere(entry) && entry.stem.startsWith(word) || forms(entry).some(form => form.startsWith(word)))
      const begun = starting.length || !lenient || skeleton.length < 3 ? [] : near.filter(entry => skeletons(entry).some(form => form.startsWith(skeleton)))
      const found = starting.length ? starting : begun
      if (found.length) return result("prefix", found)
    }
    // a word of the language that stands nowhere here is no slip of another
    if (listed.length) return result("exact", listed)
    return { ...result("none", []), loose }
  }

  // ---- slips ----

  const reversed = index.manifest.reversed
  const turn = text => [...text].reverse().join("")

  // How many slips a word of this length may hold: those among letters that sound alike count half, a lost vowel less than one.
  const bearable = length => length < 4 ? 0 : length < 5 ? 0.5 : length < 6 ? 0.7 : length < 8 ? 1 : length < 11 ? 1.5 : 2
  const HUSH = 0.5     // ш for с, where Cyrillic letters are typed
  const STUB = 0.7     // what a slip may cost in what is left of a word without its suffixes
  const SOUNDS = 0.5   // a letter that sounds alike
  const LATIN = 7      // letters: a shorter word in Latin letters is no slip of a Kazakh one

  // What may stand for a word with a slip: its skeleton, its stem, and where it has no Kazakh letters what is left of it
  // without a chain of suffixes.
  function shapes(word) {
    const skeleton = fold(word)
    const found = unique([skeleton, foldStem(skeleton), key(stemOf(word))])
    const sure = found.length
    if (!kit.own.test(word))
      for (let end = skeleton.length - 1; end > 4; end--)
        // of бюджет-тен one т is left in the skeleton
        if (kit.chain.test(skeleton.slice(end)) || kit.chain.test(skeleton.slice(end - 1))) found.push(foldStem(skeleton.slice(0, end)))
    return { sure, wanted: unique(found).filter((text, i) => text.length > (i < sure ? 3 : 5)) }
  }
  const half = text => text.slice(0, Math.max(2, Math.min(3, text.length >> 1)))

  const isFamiliar = ({ count }) => count >= FAMILIAR * index.count

  // Terms at the least distance, the longest of them; sounds: whether it sounds so much like the word that nothing else is meant. The one slip is in the first half of the word or in the second: those
  // that share the other half are loaded.
  async function near(word) {
    const { wanted, sure } = shapes(word)
    if (!wanted.length || /\d/.test(word)) return []
    const ends = wanted.map(text => half(turn(text)))
    await Promise.all([
      load(wanted.map(half)),
      index.all(ends.flatMap(end => partsOf(reversed, end).map(n => `r${n}`)))
    ])
    const inLatin = /^[a-z]/.test(word)
    const skeleton = wanted[0]
    if (/^[a-z]+$/.test(word) && skeleton.length < LATIN) return []
    const limits = wanted.map((text, i) => Math.min(bearable(text.length), i < sure ? Infinity : STUB))
    const keys = ends.flatMap(end => partsOf(reversed, end).flatMap(n => index.parts.get(`r${n}`)).filter(text => text.startsWith(end)).map(turn))
    const slips = (text, other, i) => {
      const cost = distance(text, other, limits[i], kit.costs)
      return cost <= limits[i] ? cost : Infinity
    }
    const alike = unique(keys).filter(text => wanted.some((other, i) => slips(other, text, i) < Infinity))
    await load(alike)
    const found = []
    for (const entry of unique([...wanted.flatMap(text => range(half(text))), ...alike.flatMap(withKey)])) {
      if (!isHere(entry) || entry.stem[0] === "~" || kit.isLight(entry.stem) || /\d/.test(entry.stem) || !inLatin && /^[a-z]/.test(entry.stem)) continue
      const familiar = isFamiliar(entry)
      // a rare word is seldom the slip: it must be near as it is written, and a short one sound the same
      const written = Math.min(...skeletons(entry).map((form, i) => slips(skeleton, form, 0) + (hushed(entry.forms[i], word) ? 0 : HUSH)))
      const cost = familiar ? Math.min(written, ...wanted.map((text, i) => slips(text, entry.key, i))) : written
      if (cost < Infinity && (familiar || skeleton.length >= SHORT || cost <= 0.5)) found.push({ entry, cost })
    }
    if (!found.length) return []
    // of equal slips the commoner word is meant, and a very common one before a rare one that is a little nearer
    const worth = ({ entry, cost }) => COMMON * Math.log10(entry.count) - cost
    const nearest = found.reduce((a, b) => worth(b) > worth(a) ? b : a)
    const best = found.filter(({ entry, cost }) => cost === nearest.cost && entry.count >= RARE * nearest.entry.count).map(({ entry }) => entry)
    const longest = Math.max(...best.map(({ key }) => key.length))
    return Object.assign(best.filter(({ key }) => key.length >= longest - 1), { sounds: nearest.cost <= SOUNDS })
  }

  // A word that is two or three known words without the blanks between them, or nothing.
  async function split(word, isKnown, most = 3) {
    if (word.length < 7) return undefined
    const firsts = []
    for (let at = word.length - 2; at > 1; at--) if (isKnown(word.slice(0, at))) firsts.push(at)
    await prepare(firsts.map(at => word.slice(at)))
    const at = firsts.find(at => isKnown(word.slice(at)))
    if (at) return [word.slice(0, at), word.slice(at)]
    if (most > 2)
      for (const at of firsts) {
        const rest = await split(word.slice(at), isKnown, most - 1)
        if (rest) return [word.slice(0, at), ...rest]
      }
    return undefined
  }

  const heads = word => {
    const head = fold(word).slice(0, HEAD)
    return head.length < HEAD ? [] : around(word).filter(entry => entry.skeleton.startsWith(head))
  }

  // For «did you mean»: the commonest way the index writes a term.
  const spelling = entry => forms(entry).includes(entry.stem) ? entry.stem : forms(entry)[0] || entry.stem

  return { prepare, match, near, split, isFamiliar, heads, forms, spelling, around, result: (tier, terms) => ({ tier, terms, wider: familyOf(terms) }) }
}

// Edit distance with transpositions (Damerau, optimal string alignment), or more than limit as soon as it is over the limit.
// costs: take(a, b) of one letter for another, drop(letter, place) of a letter that one of the two has more.
function distance(a, b, limit, { take, drop }) {
  if (Math.abs(a.length - b.length) > 2 * limit) return limit + 1
  let before = [], above = [0]
  for (let j = 1; j <= b.length; j++) above.push(above[j - 1] + drop(b[j - 1], j - 1))
  for (let i = 1; i <= a.length; i++) {
    const row = [above[0] + drop(a[i - 1], i - 1)]
    let least = row[0]
    for (let j = 1; j <= b.length; j++) {
      let best = Math.min(above[j] + drop(a[i - 1], i - 1), row[j - 1] + drop(b[j - 1], j - 1), above[j - 1] + take(a[i - 1], b[j - 1], i - 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2] + (a[i - 1] === a[i - 2] ? 0 : 1))
      row.push(best)
      if (best < least) least = best
    }
    if (least > limit) return limit + 1
    before = above
    above = row
  }
  return above[b.length]
}
