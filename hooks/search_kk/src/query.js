// From what was typed to words with their meanings: terms of the index, or none.

import { partsOf } from "./reader.js"

const LONGEST = 400           // letters of a query that are read: of a pasted text the beginning
const MOST = 24               // different words
const LONGEST_WORD = 48               // letters of a word: what is longer is none, and would take the square of its time
const QUOTED = /[«“„"]([^«»“”„"]+)[»”“"]/g
const LEAST = 4               // letters of a word that makes the others sure, where words are joined
const TRIES = 2               // at the slip in one of two joined words
const AS_COMMON = 0.5         // of the documents of a near word
const WORDINGS = 3            // what a query is replaced by
const BEGINS = /^[-02-589=]\p{L}/u      // on the Kazakh keyboard these are letters: «5ылыми», «-4lte»
const SURE = new Set(["exact", "folded"])

// { words, phrases, question }: each word once, phrases as places in `words`.
export function parse(text, kit) {
  const given = text.slice(0, LONGEST)
  const words = [], phrases = []
  const chunks = given.split(/\s+/).filter(chunk => kit.tokens(chunk).length)
  // numbers with blanks for thousands are one word: they are cut before chunks are
  const place = (given, chunk, banned = false) => {
    const token = given.slice(0, LONGEST_WORD)
    let at = words.findIndex(word => word.text === token && word.banned === banned)
    if (at < 0 && words.length < MOST) at = words.push({ text: token, chunk, banned }) - 1
    return at
  }
  const whole = kit.tokens(given)
  const byChunk = chunks.map(kit.tokens)
  const joined = whole.length !== byChunk.flat().length
  const lists = joined ? whole.map(token => [token]) : byChunk
  lists.forEach((tokens, n) => {
    const chunk = joined ? tokens[0] : chunks[n]
    const banned = !joined && lists.length > 1 && /^-\p{L}/u.test(chunk)
    const places = tokens.map(token => place(token, chunk, banned))
    // 148-II and 2.5 are one thing; in 2021-ге the ending is said of the number, and is not sought
    if (places.length > 1 && tokens.some(token => /\d/.test(token))) {
      const code = places.slice()
      while (code.length && kit.isLight(tokens[code.length - 1])) code.pop()
      if (code.length > 1 && !code.includes(-1)) phrases.push(Object.assign(code, { isCode: true }))
    }
  })
  // «9 бап», «статья 9»: in the order in which it stands here
  whole.forEach((token, i) => {
    const number = kit.isNumbered(token) ? [whole[i - 1], whole[i + 1]].find(beside => /^\d{1,3}$/.test(beside)) : undefined
    const code = [number, token].map(text => words.findIndex(word => word.text === text))
    if (!code.includes(-1)) phrases.push(Object.assign(code, { isCode: true }))
  })
  for (const [, inside] of given.matchAll(QUOTED)) {
    const places = kit.tokens(inside).map(token => place(token, token))
    if (places.length > 1 && !places.includes(-1)) phrases.push(places)
  }
  const lenient = !words.some(word => kit.own.test(word.text))
  for (const word of words) {
    word.light = kit.isLight(word.text, lenient) || words.length > 1 && /^\p{L}$/u.test(word.text)
    word.question = kit.isQuestion(word.text, lenient)
  }
  const question = words.length > 1 && words.some(word => word.question)
  return { words, phrases, lenient, question, amount: words.some(word => kit.isAmount(word.text, lenient)) && !words.some(word => kit.isDemand(word.text, lenient)), definition: kit.isDefinition(words, lenient) }
}

// What each word means; a word that means nothing here is tried as typed on another keyboard, as two words without the blank
// between them, and as a slip. Gives the query with the words that were meant.
export async function understand(query, kit, vocabulary, isTyped) {
  const { lenient } = query
  await vocabulary.prepare(query.words.map(word => word.text))
  const meaning = (word, last) => vocabulary.match(word, { last, lenient })
  for (const [i, word] of query.words.entries()) word.match = meaning(word.text, i === query.words.length - 1)
  // what has an equivalent, alone or with its neighbours, is no slip of another word
  const isLost = word => (word.match.tier === "none" || word.match.tier === "exact" && !word.match.terms.length) && !word.light && !isTyped(query, word)
  const isTried = word => isLost(word) || BEGINS.test(word.chunk)
  if (!query.words.some(isTried)) return query

  const isKnown = text => {
    const { tier, terms } = vocabulary.match(text, { last: false, lenient })
    if (text.length < 3) return tier === "exact" && terms.some(term => term.stem === text && term.headings)
    // a word as it is written here, and no rest that has an ending for a stem: қа-тысатын
    return tier === "exact" && terms.some(term => vocabulary.forms(term).includes(text)) || terms.length > 0 && lenient && tier === "folded" && text.length > 3
  }
  // what is split into rests of words (покем-он) is no joined words: one of them must be a word of this site
  const isSaid = text => text.length >= LEAST && meaning(text, false).terms.some(term => term.headings || vocabulary.isFamiliar(term))
  // Two joined words, one of them with a slip: [text, match] of each, or nothing.
  async function joinedWithSlip(word) {
    const places = []
    for (let at = word.length - LEAST; at >= LEAST; at--) places.push(at)
    await vocabulary.prepare(places.map(at => word.slice(at)))
    const known = text => isKnown(text) && isSaid(text)
    const halves = places.map(at => [word.slice(0, at), word.slice(at)]).filter(texts => texts.some(known))
    for (const texts of halves.slice(0, TRIES)) {
      const [other] = texts.filter(text => !known(text))
      const close = other ? await vocabulary.near(other) : []
      if (close.length) return texts.map(text => [text, text === other ? { ...vocabulary.result("near", close), close } : meaning(text, false)])
    }
    return undefined
  }
  const replaced = new Map()      // chunk -> the words that it stands for
  for (const chunk of new Set(query.words.filter(isTried).map(word => word.chunk))) {
    const meant = await asOnAnotherKeyboard(chunk, kit, vocabulary)
    if (meant) replaced.set(chunk, meant)
  }
  const words = [], moved = []
  for (const word of query.words) {
    const texts = replaced.get(word.chunk)
    if (texts) {
      moved.push(-1)
      if (!texts.done) for (const text of texts) words.push({ text, banned: word.banned && texts[0][0] !== "ө", match: vocabulary.match(text, { last: false, lenient: true }), meant: true })
      texts.done = true
      continue
    }
    moved.push(words.length)
    words.push(word)
    if (!isLost(word)) continue
    const close = await vocabulary.near(word.text)
    const halves = await vocabulary.split(word.text, isKnown) || await vocabulary.split(word.text, isKnown, 4)
    // beside a word that sounds so only the kind of a place says that two are joined: шуауданы
    const cut = close.sounds && !(halves || []).some(text => kit.isPlaceKind(kit.stem(text))) ? undefined : halves
    const parts = cut && cut.some(isSaid) ? cut.filter(text => !kit.isLight(text)) : undefined      // досаев-тан
    const common = terms => Math.max(...terms.map(term => term.count))
    // beside a near word two words are meant only if both are as common
    if (parts && close.length && !close.sounds && parts.some(text => common(meaning(text, false).terms) < AS_COMMON * common(close))) parts.length = 0
    if (parts && parts.length) {
      words.pop()
      moved[moved.length - 1] = -1
      for (const text of parts) words.push({ text, banned: word.banned, match: meaning(text, false), meant: parts.length > 1 })
      continue
    }
    const { loose } = word.match
    const joined = close.length || loose && loose.length ? undefined : await joinedWithSlip(word.text)
    if (joined) {
      words.pop()
      moved[moved.length - 1] = -1
      for (const [text, match] of joined) words.push({ text, banned: word.banned, match, meant: true })
      continue
    }
    word.match = close.length ? { ...vocabulary.result("near", close), close } : { ...vocabulary.result(loose && loose.length ? "folded" : "none", loose || []) }
  }
  for (const word of words) if (word.light === undefined) word.light = kit.isLight(word.text, true)
  return { ...query, words, phrases: movedTo(query.phrases, place => moved[place]) }
}

// Phrases whose words are now elsewhere; without those of which a word is gone.
const movedTo = (phrases, to) => phrases.map(places => Object.assign(places.map(to), { isCode: places.isCode })).filter(places => !places.includes(-1))

async function asOnAnotherKeyboard(chunk, kit, vocabulary) {
  for (const keyboard of kit.keyboards) {
    const text = keyboard(chunk.replace("--", " -"))      // өзін-өзі
    if (text === chunk.toLowerCase()) continue
    const tokens = kit.tokens(text)
    // of several words short ones say nothing: облсы is no «j, kcs»
    if (tokens.some(token => token.length < (kit.own.test(token) ? 2 : tokens.length > 1 ? 4 : 3))) continue
    await vocabulary.prepare(tokens)
    const known = tokens.every(token => {
      const found = vocabulary.match(token, { last: false, lenient: !kit.own.test(text) })
      return SURE.has(found.tier) && found.terms.length
    })
    if (known && tokens.length) return tokens
  }
  return undefined
}

// ---- equivalents ----

// Equivalents of the index: [what is typed, what the site says, 1 if beside other words only, 2 if it makes no subject], as words, beside the vocabulary of
// the first one.
export function makeEquivalents(index, kit) {
  const { fold, stem, russian, own, chain } = kit
  const firsts = index.manifest.firsts.split(" ")
  const partsFor = word => partsOf(firsts, fold(word).slice(0, 3)).map(n => `v${n}`)
  const load = words => index.all(words.flatMap(({ text }) => partsFor(text)))
  const pairsFor = word => partsFor(word).flatMap(name => index.parts.get(name)[1])
    .filter(([from]) => fold(from[0]).startsWith(fold(word).slice(0, 3)))
    .sort((a, b) => b[0].length - a[0].length)

  const isForm = (part, word) => stem(part) === stem(word) || russian(part) && russian(part) === russian(word)
  // Forms of one word: by stem in Kazakh and in Russian, else by a long common beginning.
  const alike = (part, word, lenient, known) => {
    if (part === word) return true
    if (word.length < 3) return false      // «за» is no «зам»
    if (isForm(part, word)) return true
    if (lenient && fold(part) === fold(word) && !/oo|ee/.test(word)) return true      // cook is no шок
    // zavodtar, akimattyn; түтіні, for what is typed is no stem of the site
    if ((own.test(part) || /^[a-z]/.test(word)) && part.length > 3 && fold(word).startsWith(fold(part)) && chain.test(fold(word).slice(fold(part).length))) return true
    if (own.test(part) || own.test(word)) return lenient && own.test(part) && fold(stem(part)) === fold(stem(word))
    if (known) return false      // префект is no префектура
    let shared = 0
    while (shared < part.length && part[shared] === word[shared]) shared++
    return shared > 4 && Math.max(part.length, word.length) - shared < 4
  }

  // The query as the site would say it, in each of its ways: no wording, or up to WORDINGS of them. language: that of the
  // words, if they are no Kazakh ones in other letters.
  async function replace(query) {
    const { words, lenient } = query
    await load(words)
    const steps = []      // [the words that may stand for it, …] of each step
    let changed = false, language
    for (let at = 0; at < words.length;) {
      const word = words[at]
      const fits = same => ([from]) => from.every((part, i) => words[at + i] && !words[at + i].banned && same(part, words[at + i].text))
      const pairs = word.banned ? [] : pairsFor(word.text).filter(([, , kind]) => kind !== 1 || words.length > 1)
      // what is an equivalent itself is no form of another: акимат is әкімдік, and not әкім for being like аким
      const exact = pairs.find(fits((part, text) => part === text))
      const near = pairs.find(fits((part, text) => alike(part, text, lenient, word.match.terms.some(({ stem }) => stem === text))))
      const found = exact && near && near[0].length > exact[0].length ? near : exact || near
      if (found) {
        changed = true
        const [from] = found
        const ways = pairs.filter(([other]) => other.join(" ") === from.join(" ")).map(([, to]) => to)
        // of one word for another it is known which it stands for: «статья 9» is a place in the text, too
        const instead = from.length < 2 ? word : undefined
        steps.push(ways.map(to => to.map(text => ({ text, banned: false, light: kit.isLight(text), equivalent: found[2] || 1, instead: to.length < 2 ? instead : undefined }))))
        if (lenient && fold(from.join("")) !== fold(ways[0].join(""))) language = /^[a-z]/.test(from[0]) ? "en" : "ru"
        at += from.length
      } else {
        steps.push([[word]])
        at++
      }
    }
    if (!changed) return { wordings: [], language }
    const count = Math.min(WORDINGS, Math.max(...steps.map(ways => ways.length)))
    const wordings = Array.from({ length: count }, (_, n) => {
      const said = steps.flatMap(ways => ways[Math.min(n, ways.length - 1)])
      const once = said.filter((word, i) => said.findIndex(other => other.text === word.text) === i)
      return { ...query, words: once.map(word => ({ ...word })), phrases: movedTo(query.phrases, place => once.findIndex(word => word === words[place] || word.instead === words[place])) }
    })
    return { wordings, language }
  }

  replace.isTyped = ({ words }, word) => words.some(({ text }, at) => pairsFor(text).some(([from]) =>
    words.indexOf(word) < at + from.length && words.indexOf(word) >= at && from.every((part, i) => words[at + i] && isForm(part, words[at + i].text))))
  replace.prepare = ({ words }) => load(words).catch(() => {})      // while the words are being understood
  return replace
}
