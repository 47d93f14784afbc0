// The engine: opens an index, answers queries. It knows neither worker nor page.

import { makeFigures } from "./figures.js"
import { makeKit } from "./kit.js"
import { escapeHtml, makeSought, marked, passage, places } from "./passage.js"
import { makeEquivalents, parse, understand } from "./query.js"
import { makeRanker } from "./rank.js"
import { openIndex } from "./reader.js"
import { makeVocabulary } from "./vocabulary.js"

const FULL = 5              // results whose passages are read before the answer is given
const MARKED = 40           // results whose titles have marks
const SHOWN = [3, 2]        // sections of the first page that are shown, and of each of the others
const PARTS = [48, 24]      // of titles that an answer to one word, or to more of them, may load: beyond them the weakest results are left out
const SOON = 12, SOON_PARTS = 6      // results that are shown while the others are on their way, and parts of titles they need
const PAUSE = 300           // milliseconds for a page to show them, and for a reader to type on, before the others are fetched
const COMPLETIONS = 5
const LONG_LIST = 40        // results of a question, whose tail is noise

// load(name): the content of one file of the index, as a promise.
export async function openEngine(load) {
  const index = await openIndex(load)
  const kit = makeKit(index.manifest.language)
  const vocabulary = makeVocabulary(index, kit)
  const replace = makeEquivalents(index, kit)
  const ranker = makeRanker(index, vocabulary)
  const figures = makeFigures(index, kit)

  // { groups, results, card, suggestion, completions, terms } of a query. first(answer): told of the best results, without their
  // passages, where titles are still to be fetched; the card may follow, too. stale(): whether nobody waits for the answer any more.
  async function search(text, { full = FULL, first, stale = () => false } = {}) {
    const empty = { groups: [], results: [], count: 0, completions: [] }
    const asked = parse(text, kit)
    if (!asked.words.length) return empty
    const [query] = await Promise.all([understand(asked, kit, vocabulary, replace.isTyped), replace.prepare(asked), figures.prepare(asked)])
    const { wordings: replaced, language } = await replace(query)
    const wordings = [query, ...replaced].map(wording => ({ ...wording, language }))
    const added = replaced.flatMap(({ words }) => words.filter(word => !word.match))
    await vocabulary.prepare(added.map(word => word.text))
    for (const word of added) word.match = vocabulary.match(word.text, { last: false, lenient: false })
    let card
    const carded = answerCard(query, wordings[1]).then(found => { card = found })
    carded.catch(() => {})      // awaited below
    await ranker.load(wordings)
    if (stale()) return empty
    const ranked = wordings.map(ranker.rank)
    if (ranked.every(({ isElsewhere }) => isElsewhere)) for (const one of ranked) one.results = []
    // where the site says it otherwise, the wording counts of which it has most words, as they are
    const unfound = ({ words }) => words.filter(word => !word.banned && !word.light && (!word.hits.size || word.match.close)).length
    const least = Math.min(...ranked.map(unfound))
    const whole = ({ results, long }) => !long && results.some(result => result.full)
    const possible = ranked.filter(wording => unfound(wording) === least)
    const answers = possible.some(whole) ? possible.filter(wording => whole(wording) || wording.long) : possible
    const best = new Map()
    for (const answer of answers)
      for (const result of answer.results)
        if (!best.has(result.doc) || best.get(result.doc).score < result.score) best.set(result.doc, { ...result, answer })
    const sorted = [...best.values()].sort((a, b) => b.score - a.score || a.doc - b.doc)
    const results = withinParts(answers.some(({ long }) => long) ? sorted.slice(0, LONG_LIST) : sorted, PARTS[asked.words.length > 1 ? 1 : 0])
    const terms = termsOf(answers)
    const isSought = makeSought(kit, terms)
    const marks = marksOf(answers)
    // The answer with some of the results, and the passages of the first of them.
    async function answer(some, full) {
      await index.titles.load([...new Set(some.flatMap(({ doc }) => [doc, index.pageOf(doc)]))])
      const groups = grouped(some)
      const read = groups.flatMap(group => [group.page, ...group.sections.slice(0, group.shown)].filter(one => one.answer)).slice(0, full)
      await index.texts.load(read.map(({ doc }) => doc)).catch(() => {})      // offline a result may lack its passage
      groups.flatMap(group => [group.page, ...group.sections]).forEach((one, n) => {
        const shown = read.includes(one)
        describe(one, shown || n < MARKED ? isSought : undefined, shown)
      })
      return { groups, results: some, card, count: groups.length, suggestion: suggest(answers[0]), completions: complete(query), terms, marks }
    }
    const isHere = doc => index.titles.has(doc) && index.titles.has(index.pageOf(doc))
    if (first && !results.every(({ doc }) => isHere(doc))) {
      const top = withinParts(results.slice(0, SOON), SOON_PARTS)
      first(await answer(top, 0))
      if (stale()) return empty
      await new Promise(done => setTimeout(done, PAUSE))
      if (stale()) return empty
    }
    const rest = first ? answer(results, full) : undefined      // beside the card
    await carded
    // «республикалық маңызы бар қала» is an entry here, and a part only of the name of a figure
    if (card && card.isPart && results.some(({ isTerm }) => isTerm)) card = undefined
    return { ...await (rest || answer(results, full)), card }
  }

  async function answerCard(query, replaced) {
    const own = await figures.answer(query)
    if (own && !own.asked || !replaced) return own
    const other = await figures.answer(replaced)
    return other && !(own && other.asked) ? other : own
  }

  function withinParts(sorted, most) {
    const parts = new Set()
    return sorted.filter(({ doc }) => {
      const wanted = [doc, index.pageOf(doc)].map(index.titles.partOf)
      if (parts.size + wanted.filter(part => !parts.has(part)).length > most) return false
      wanted.forEach(part => parts.add(part))
      return true
    })
  }

  // One group a page, the best first; its sections in order of their score, and how many of them are shown at once.
  function grouped(results) {
    const pages = new Map()
    for (const result of results) {
      const number = index.pageOf(result.doc)
      if (!pages.has(number)) pages.set(number, { page: { doc: number, score: 0 }, sections: [] })
      const group = pages.get(number)
      if (result.doc === number) group.page = result
      else group.sections.push(result)
    }
    return [...pages.values()].map((group, n) => ({ ...group, shown: SHOWN[Math.min(n, SHOWN.length - 1)] }))
  }

  function describe(one, isSought, full) {
    const [location, title, kind] = index.titles.get(one.doc)
    one.location = location
    one.kind = index.manifest.kinds[kind].id
    one.badge = index.manifest.kinds[kind].title
    one.plain = title
    one.title = isSought ? marked(title, places(title, isSought)) : escapeHtml(title)
    one.terms = {}
    if (one.answer) {
      for (const word of one.answer.needed) if (word.hits.has(one.doc)) one.terms[word.text] = true
      for (const word of one.answer.words)
        if (!word.banned && !word.light && !word.hits.has(one.doc) && !word.equivalent) one.terms[word.text] = false
    }
    one.text = full && index.texts.has(one.doc) ? `<p>${passage(index.texts.get(one.doc), isSought)}</p>` : ""
  }

  const termsOf = answers => [...new Set(answers.flatMap(({ needed }) => needed.flatMap(word => [...word.match.terms, ...word.match.wider].map(term => term.stem))))]

  // What is marked on an opened page: of each word the term that has most documents.
  function marksOf(answers) {
    const words = answers.flatMap(({ needed }) => needed.map(({ match, text, chunk }) => {
      if (chunk && /\d/.test(chunk) && kit.tokens(chunk).length > 1) return chunk      // 12,3 and 148-II are one thing
      const terms = match.terms.filter(term => term.stem[0] !== "~")
      return terms.length ? terms.reduce((a, b) => b.count > a.count ? b : a).stem : text
    }))
    return [...new Set(words)].slice(0, 8).join(" ")
  }

  // Passages of some places, asked for as they come into view.
  async function passages(locations, terms) {
    const wanted = new Set(locations)
    const docs = []
    for (let doc = 0; doc < index.count; doc++) {
      const name = index.titles.partOf(doc)
      if (index.parts.has(name) && wanted.has(index.titles.get(doc)[0])) docs.push(doc)
    }
    await index.texts.load(docs)
    const isSought = makeSought(kit, terms)
    return docs.map(doc => [index.titles.get(doc)[0], `<p>${passage(index.texts.get(doc), isSought)}</p>`])
  }

  // The query with the words that were found only by likeness as the site writes them.
  function suggest({ words, question }) {
    let changed = false
    const said = words.filter(word => !word.banned).map(({ text, match, meant }) => {
      if (meant) changed = true
      // of a question the words are evidence, and many are none of this site
      if (question || !match.close || !match.close.length) return text
      const best = vocabulary.spelling(match.close.reduce((a, b) => b.count > a.count ? b : a))
      if (text.startsWith(best)) return text      // a form of it
      changed = true
      return best
    })
    const [isLatin, isCyrillic] = [/[a-z]/, /[а-я]/].map(letters => said.some(text => letters.test(text)))
    return changed && !(isLatin && isCyrillic) ? said.join(" ") : undefined
  }

  // What the last word may become: words of headings that begin so.
  function complete({ words }) {
    const last = words[words.length - 1]
    // what has other words before it and is a word is no beginning
    if (last.banned || words.length > 1 && (last.question || last.match.tier === "exact") || last.text.length < 2 || /\d/.test(last.text)) return []
    const before = words.slice(0, -1).map(word => word.text)
    const begun = vocabulary.around(last.text)
      .map(entry => ({ entry, form: vocabulary.forms(entry).find(form => form.startsWith(last.text) && form !== last.text) }))
      .filter(({ entry, form }) => form && entry.headings)
      .sort((a, b) => b.entry.headings - a.entry.headings || b.entry.count - a.entry.count)
    const once = begun.filter(({ entry }, i) => i === begun.findIndex(other => (kit.russian(other.entry.stem) || other.entry.stem) === (kit.russian(entry.stem) || entry.stem)))
    return [...new Set(once.map(({ entry, form }) => vocabulary.forms(entry).includes(entry.stem) && entry.stem.startsWith(last.text) && entry.stem !== last.text ? entry.stem : form))]
      .slice(0, COMPLETIONS).map(form => [...before, form].join(" "))
  }

  // Every part of the index: what is to be kept for reading without a connection.
  async function parts() {
    const { vocabulary, postings, reversed, titles, texts, figures: has } = index.manifest
    const lists = { v: vocabulary, p: postings, r: reversed, d: titles, t: texts }
    return ["l", ...(has ? ["f", ...await figures.parts()] : []), ...Object.entries(lists).flatMap(([letter, starts]) => [...starts].map((_, n) => letter + n))]
  }

  return { search, passages, parts, kit, index }
}
