// lunr.kk: a Kazakh language for lunr and for the search worker of Material for MkDocs.

import { makeKit } from "./kit.js"
import { parseQuery, variants } from "./query.js"
import { bestBlocks, makeRanker, WEIGHTS } from "./rank.js"

const LETTERS = "0-9A-Za-z\\u00c0-\\u024f\\u0400-\\u052f"
export const CHANNEL = "search-kk"    // worker to page: what the reader may have meant

// In the worker, where lunr is: the language. On a page: the tools alone, for highlight.js.
export function start(scope, data) {
  if (scope.lunr) install(scope.lunr, data, scope)
  else scope.kazakh = makeKit(data)
}

export function install(lunr, data, scope) {
  if (lunr.kk) return                 // set up twice: the wrapping stays as it is
  const kit = makeKit(data)

  lunr.kk = function () {
    // The index keeps words as they are written: the wrapped search groups them by stem itself, once for each word of the
    // vocabulary, and needs the written forms for prefixes, numbers and skeletons. Hence no stemmer in the pipeline.
    this.pipeline.reset()
    this.pipeline.add(lunr.kk.trimmer)
    if (this.searchPipeline) this.searchPipeline.reset()
    this.b(WEIGHTS.b)                 // for lunr's own query(); Material sets 0 before
    this.kazakh = true
  }
  const edges = new RegExp(`^[^${LETTERS}]+|[^${LETTERS}]+$`, "g")
  const clean = new RegExp(`^[${LETTERS}].*[${LETTERS}]$`)
  lunr.kk.wordCharacters = LETTERS
  lunr.kk.trimmer = token => clean.test(token.str) ? token : token.update(word => word.replace(edges, ""))
  lunr.kk.stopWordFilter = token => token
  lunr.kk.stemmer = token => token.update(word => kit.stem(word))
  for (const name of ["trimmer", "stopWordFilter", "stemmer"])
    lunr.Pipeline.registerFunction(lunr.kk[name], `${name}-kk`)
  // Material asks this filter which words are worth being called missing
  const { stopWordFilter } = lunr
  lunr.stopWordFilter = word => kit.light.has(word) ? undefined : stopWordFilter(word)
  Object.assign(lunr.kk, { stem: kit.stem, root: kit.root, fold: kit.fold, WEIGHTS })

  const { build } = lunr.Builder.prototype
  lunr.Builder.prototype.build = function () {
    if (!this.kazakh) return build.call(this)
    // lunr's vectors and its automaton serve only its own query(), which Material asks for search.suggest: see complete()
    this.createFieldVectors = this.createTokenSet = () => {}
    const index = build.call(this)
    index.kazakh = prepare(index, this)
    index.query = fn => complete(index, fn)
    return index
  }

  // The commonest word of headings that begins as the last typed word does, as lunr would hand it over.
  function complete(index, fn) {
    const query = new lunr.Query(index.fields)
    fn.call(query, query)
    const last = query.clauses[query.clauses.length - 1]
    const { vocabulary } = index.kazakh
    let best, most = 0
    for (const number of last ? vocabulary.withPrefix(last.term.replace(/\*/g, "").toLowerCase()) : []) {
      const term = vocabulary.terms[number]
      const count = Object.keys(index.invertedIndex[term].title || {}).length
      if (count > most) [best, most] = [term, count]
    }
    return best ? [{ matchData: { metadata: { [best]: {} } } }] : []
  }

  function prepare(index, builder) {
    const terms = Object.keys(index.invertedIndex).filter(Boolean)
    const vocabulary = kit.vocabulary(terms)
    const boosts = {}
    for (const [ref, options] of Object.entries(builder._documents)) if (options.boost) boosts[ref] = options.boost
    const sizes = { lengths: builder.fieldLengths, averages: builder.averageFieldLength, boosts }
    return { vocabulary, ranker: makeRanker(index, sizes, vocabulary, lunr.kk.WEIGHTS) }
  }

  // The worker cuts the query at blanks and gives each part to a lexer, before it cuts at the separator: the last place
  // where «148-II» is one word. (Its message cannot be read: Chromium calls listeners of a worker in the order they came.)
  const Lexer = lunr.QueryLexer
  let lexed = []
  lunr.QueryLexer = function (text) {
    Lexer.call(this, text)
    lexed.push(text)
  }
  lunr.QueryLexer.prototype = Lexer.prototype
  Object.assign(lunr.QueryLexer, Lexer)
  function typedParts(text) {
    const whole = lexed.lastIndexOf(text)     // then it parses the query as a whole
    const parts = whole > 0 ? lexed.slice(0, whole) : text.split(/\s+/)
    lexed = []
    return parts.map(part => part.replace(/^[+-]|\*$/g, ""))
  }

  const alike = (part, word) => {
    if (part === word || kit.stem(part) === kit.stem(word)) return true
    // Russian endings: города, городской; those of Kazakh are the stemmer's
    if (/[әғқңөұүһі]/.test(part)) return false
    let shared = 0
    while (shared < part.length && part[shared] === word[shared]) shared++
    return shared > 3 && Math.max(part.length, word.length) - shared < 4
  }

  const search = lunr.Index.prototype.search
  lunr.Index.prototype.search = function (text) {
    return this.kazakh ? answer(this, text) : search.call(this, text)
  }

  function answer(index, text) {
    const { vocabulary, ranker } = index.kazakh
    const parsed = parseQuery(lunr, index.fields, text, typedParts(text), kit)
    lexed = []
    const all = variants(parsed, kit.equivalents, alike).map(variant => ranker.rank(variant))
    // where the site says it otherwise, the wording counts of which it has most words, as they are
    const unfound = ({ found }) => found.filter(word => !word.banned && (!word.hits.size || word.match.close)).length
    const least = Math.min(...all.map(unfound))
    const answers = all.filter(wording => unfound(wording) === least)
    const best = new Map()
    for (const { results, found } of answers)
      for (const result of results)
        if (!best.has(result.doc) || best.get(result.doc).result.score < result.score) best.set(result.doc, { result, found })
    tell(hint(index, answers[0].found, best.size))
    const clauses = parsed.words.filter(word => !word.banned).map(word => word.keys[0])
    return [...best.values()]
      .map(({ result, found }) => describe(result, found, clauses, ranker))
      .sort((a, b) => b.score - a.score)
  }

  // What lunr would have returned, in the terms of the typed words: Material marks positions and lists missing words by them.
  function describe({ doc, score }, found, clauses, { refs, pages }) {
    const metadata = {}
    const used = new Set()
    const hits = found.filter(word => !word.banned && word.hits.has(doc))
    const blocks = bestBlocks(hits.map(word => ({ weight: word.weight, positions: word.hits.get(doc).at.text || [] })))
    for (const { keys, hits: all } of hits) {
      const { at } = all.get(doc)
      const [first, ...others] = keys
      const fields = metadata[first] = metadata[first] || {}
      for (const other of others) metadata[other] = metadata[other] || {}
      for (const field in at) {
        const position = (fields[field] || (fields[field] = { position: [] })).position
        for (const place of at[field]) {
          const name = field + place
          if (used.has(name) || (field === "text" && !blocks.has(place >>> 20))) continue
          used.add(name)              // a position given twice would be marked twice
          position.push(place)
        }
      }
    }
    // Material multiplies by 1 + boost²: take that out, so that its order is ours
    const matched = clauses.filter(clause => clause in metadata).length
    const missing = clauses.filter(clause => !(clause in metadata) && lunr.stopWordFilter(clause)).length
    const boost = ((pages[doc] ?? doc) === doc ? 1 : 0) + matched / (matched + missing)
    return { ref: refs[doc], score: score / (1 + boost * boost), matchData: { metadata } }
  }

  // «… іздедіңіз бе?»: the query with the words that were found only by likeness, or not at all, as the site writes them.
  function hint({ kazakh: { vocabulary }, invertedIndex }, found, count) {
    const frequency = term => Object.values(invertedIndex[term]).reduce((sum, docs) => sum + Object.keys(docs).length, 0)
    let changed
    const words = found.filter(word => !word.banned).map(({ text, match }) => {
      if (!match.close || !match.close.length) return [text]
      changed = true
      const words = vocabulary.spellings(match.close, frequency)
      return words.filter(word => word > "z").concat(words)
    })
    return { query: found.map(word => word.text).join(" "), count, suggestion: changed ? words.map(([first]) => first).join(" ") : null }
  }

  const channel = scope.BroadcastChannel && !scope.document ? new scope.BroadcastChannel(CHANNEL) : undefined
  function tell(message) {
    lunr.kk.hint = message
    if (channel) channel.postMessage(message)
  }
}
