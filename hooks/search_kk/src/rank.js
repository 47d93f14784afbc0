// Which documents answer, and in which order. BM25F over groups of terms, plus nearness, headings and first letters.

import { sumOf } from "./kit.js"
import { YEAR } from "./periods.js"

const WEIGHTS = {
  k1: 1.2,
  wider: 0.25,                        // a word of the same family
  enough: 15,                         // so many sections with the words themselves, and their families are left out
  few: 3,                             // families that outnumber the words themselves are left out, too, if more than this;
                                      // of fewer sections that have all words, those follow whose page has the rest in its title
  head: 0.45,                         // the first five letters, as evidence beside the stem
  near: 0.6,                          // words beside each other
  together: 0.3,                      // of a question: the words that one passage has, by their weight
  passage: 24,                        // words of such a passage
  covered: 0.5,                        // of a question: the power of the share of its weight that a section has
  inherited: 0.3,                     // the word stands in the title of the page only
  allInTitle: 1.5,
  isTitle: 1.5,                       // the heading has these words and no other
  isCode: 8,                          // the name of the document is the code that was typed (148-II), whatever its kind
  begins: 4,                          // words with which a title begins
  titleAsked: 1.2,                    // all words of the heading are among these
  strict: 3,                          // up to so many words, sections that lack one are left out if others have all
  keep: 0.6,                          // where none has all, the share of the best section's weight that must be had
  loose: 0.3,                         // the same for questions and long queries, whose words are evidence, not conditions
  defines: 2,                         // where a query asks for the meaning of a word: entries that give it
  language: 2,                        // a page in the language of a query that is no question
  asks: 0.65,                         // where it asks for something else: the same
  counts: 0.5,                        // where it asks «who» or «why»: what holds figures
  most: 12,                           // words of a long query that count: the rarest
  topic: 0.1,                         // of the documents that have a word the share that has it in a heading: it is a subject here,
  common: 0.08,                       // unless so many of all documents have it
  explained: 1.5,                     // what a term of the glossary says of a query with words that are nowhere; a subject says
  titles: 3,                          // 1, if it has so many headings; a name that such a share of all documents has in a heading,
  named: 0.01,                        // but is no subject,
  everywhere: 0.4,                    // says so much
  nearly: 0.72,                       // of the weight of such a query: who has so much is an answer
  subjects: 0.002                     // of all documents those whose headings make a verb a subject, too: сайлау, басқару
}

const FEW = 20              // documents; below that no share says anything
const SUBJECT = /[ую][дғг]?[аеыі]?[нң]?(?:[ае]|[ыі]ң)?$/      // сайлау, басқаруы
const POSSESSED = /[ыі](?:н|на|не|нда|нде|нан|нен|ның|нің|мен)?$/
const VERBAL = /(?:у|[ыі]?п)$/      // сатып, алу: they say what is done, not with what

export function makeRanker(index, vocabulary) {
  const { kinds, pageOf } = index
  const kindOf = doc => index.manifest.kinds[kinds[doc]]
  const explains = index.manifest.kinds.some(({ defines }) => defines)
  const idf = count => Math.log(1 + (index.count - count + 0.5) / (count + 0.5))
  const saturate = tf => tf * (WEIGHTS.k1 + 1) / (tf + WEIGHTS.k1)

  // doc -> { tf, heading, positions, own } of a group of terms; own: the words themselves stand there
  function gather(terms, share, hears, into = new Map()) {
    for (const { number } of terms)
      for (const [doc, { weight, heading, positions }] of index.hits(number)) {
        if (heading > 30 && !hears) continue      // one word does not find it, as index.py says
        let hit = into.get(doc)
        if (!hit) into.set(doc, hit = { tf: 0, heading: 0, positions: [], own: undefined })
        hit.tf += share * weight
        if (heading) hit.heading = Math.min(hit.heading || heading, heading)
        hit.positions = hit.positions.length ? hit.positions.concat(positions) : positions
        if (share === 1) hit.own = hit.positions
      }
    return into
  }

  // The postings that rank() will read.
  const load = queries => index.postings.load(queries.flatMap(({ words }) => words.flatMap(word =>
    [...word.match.terms, ...word.match.wider, ...heads(word)].map(term => term.number))))
  const heads = word => word.match.tier === "exact" && !/\d/.test(word.text) && !word.light ? vocabulary.heads(word.text) : []

  // Least distance between two words; the order of the query costs nothing, the other one step.
  function gap(first, second) {
    let least = Infinity
    for (const p of first.positions)
      for (const q of second.positions)
        if (p !== q) least = Math.min(least, q > p ? q - p : p - q + 1)
    return least
  }

  // The greatest weight of different words that stand in one passage; a word alone is none.
  function together(doc, needed) {
    const places = needed.flatMap((word, n) => (word.hits.get(doc)?.positions || []).map(at => [at, n])).sort((a, b) => a[0] - b[0])
    const inside = new Map()
    let best = 0, sum = 0, from = 0
    for (const [at, n] of places) {
      if (!inside.get(n)) sum += needed[n].weight
      inside.set(n, (inside.get(n) || 0) + 1)
      for (; places[from][0] < at - WEIGHTS.passage; from++) {
        const before = places[from][1]
        inside.set(before, inside.get(before) - 1)
        if (!inside.get(before)) {
          inside.delete(before)
          sum -= needed[before].weight
        }
      }
      if (inside.size > 1 && sum > best) best = sum
    }
    return best
  }

  const hasPhrase = (doc, words) => {
    const [first, ...rest] = words.map(word => word.hits.get(doc)?.own)
    return first && rest.every(Boolean) && first.some(p => rest.every((own, i) => own.includes(p + i + 1)))
  }

  const isCalled = (doc, code) => code.every(word => (word.hits.get(doc)?.heading || Infinity) <= code.length)
  const beginsSo = (doc, needed, length) => needed.every(word => (word.hits.get(doc)?.own || []).some(place => place < length))

  // Whether a word names something that the site has a heading for. Equivalents do, but not everyday words, and long numbers.
  function isTopic({ text, equivalent, match: { tier, terms } }) {
    if (equivalent || /\d/.test(text)) return equivalent !== 2 && !/^\d\d?$/.test(text) && !YEAR.test(text)      // «148», and not «айфон 16», «самсунг 2024»
    const count = sumOf(terms, term => term.count)
    const headings = sumOf(terms, term => term.headings)
    if (tier === "prefix" || !headings || count > Math.max(FEW, WEIGHTS.common * index.count)) return false
    if ((VERBAL.test(text) || terms[0].isVerb) && terms[0].stem !== text && !(SUBJECT.test(text) && headings >= WEIGHTS.subjects * index.count)) return false
    return count < FEW || headings >= WEIGHTS.topic * count
  }

  // How much a word says that the site tells of what is asked: most a term that is explained here, less what is named everywhere.
  function worth(word) {
    const headings = sumOf(word.match.terms, term => term.headings)
    const isExplained = () => [...word.hits].some(([doc, { heading, own }]) => own && heading === 1 && kindOf(doc).defines)
    const told = isTopic(word) ? isExplained() ? WEIGHTS.explained : Math.min(1, headings / WEIGHTS.titles)
      : headings > WEIGHTS.named * index.count ? WEIGHTS.everywhere : 0
    return word.match.close ? told / 2 : told
  }

  // «Велосипед сатып алу»: what is sought is not here, and what stands beside it («сатып алу», a place) is not sought alone.
  // Of two words that are no question the last one is the head: a horoscope is meant by «мәслихат гороскоп»; but what belongs to
  // the first one («бюджет мониторингі») is told of it. Of more words, and of a question, where terms are explained, those of one
  // section must say more than those that are nowhere or only alike, or be nearly all.
  function isElsewhere(heavy, needed, question) {
    const count = list => new Set(list.map(({ chunk, text }) => chunk || text)).size      // өзін-өзі is one
    const isUnknown = ({ text, hits }) => !hits.size && /^\p{L}{3,}$/u.test(text)
    const isShort = !question && count(heavy) < 3
    if (isShort || !explains) {
      const unknown = count(heavy.filter(isUnknown))
      const topics = heavy.filter(word => word.hits.size && !(question && word.match.close) && isTopic(word) && (!explains || worth(word) >= 0.5)).length
      return unknown > 0 && (isShort && heavy[1] && isUnknown(heavy[1]) && !POSSESSED.test(heavy[1].text) || topics * 2 < unknown + 1)
    }
    const unsure = count(heavy.filter(({ match, isHere }) => !isHere || match.close || match.tier === "prefix"))
    const demand = sumOf(heavy, ({ weight }) => weight) * WEIGHTS.nearly
    for (const word of needed) word.worth = worth(word)
    return !(unsure < heavy.length && needed.flatMap(({ hits }) => [...hits.keys()]).some(doc => {
      const here = needed.filter(({ hits }) => hits.get(doc)?.own)
      return sumOf(here, ({ worth }) => worth) * 2 > unsure + 1 || sumOf(here, ({ weight }) => weight) > demand * (unsure ? 1 : 0.8)
    }))
  }

  // How many sections have all of these words.
  function wholes(words) {
    const [first, ...others] = words.map(({ match }) => gather(match.terms, 1))
    return [...first.keys()].filter(doc => others.every(hits => hits.has(doc))).length
  }

  function rank({ words, phrases, question, amount, definition, language }) {
    const said = words.filter(word => !word.banned && !word.light)
    // what readers ask may be typed as no question, too, where hardly any section has all words itself
    const hears = question || said.length > 1 && wholes(said) < WEIGHTS.few
    for (const word of words) {
      word.hits = gather(word.match.terms, 1, hears)
      word.isHere = word.hits.size > 0
      word.weight = idf(word.hits.size) * (word.match.tier === "near" ? 0.7 : 1)
      gather(word.match.wider, WEIGHTS.wider, hears, word.hits)
    }
    const sought = words.filter(word => !word.banned)
    const some = sought.filter(word => word.hits.size)
    const heavy = some.filter(word => !word.light)
    // «за неделю»: a light word says nothing beside one that is nowhere
    const present = heavy.length || said.length ? heavy : some
    // two forms of one word are one demand: өзін-өзі
    const needed = present.filter((word, i, all) => all.findIndex(other => other.match.terms[0] === word.match.terms[0]) === i)
      .sort((a, b) => b.weight - a.weight).slice(0, WEIGHTS.most).sort((a, b) => words.indexOf(a) - words.indexOf(b))
    // a code that is nowhere is not answered by what stands beside it
    if (!needed.length || sought.some(({ text, hits }) => !hits.size && /^\d{5,}$/.test(text))) return { results: [], words, needed, isElsewhere: true }

    const evidence = needed.length > 1 ? needed.map(word => gather(heads(word), 1, question)) : []
    const asked = said.length || sought.length
    const total = sumOf(needed, word => word.weight)
    const long = question || needed.length > WEIGHTS.strict
    const codes = phrases.filter(places => places.isCode).map(places => places.map(place => words[place]))
    const docs = new Set(needed.flatMap(word => [...word.hits.keys()]))
    if (long) for (const hits of evidence) for (const doc of hits.keys()) docs.add(doc)
    for (const word of words) if (word.banned) for (const doc of word.hits.keys()) docs.delete(doc)
    // a quoted phrase must be there; a code (148-II, 2.5) if it is anywhere
    let among = [...docs]
    for (const places of phrases) {
      const having = among.filter(doc => hasPhrase(doc, places.map(place => words[place])))
      if (having.length || !places.isCode) among = having
    }

    let results = []
    for (const doc of among) {
      let score = 0, covered = 0, own = 0, count = 0, above = 0
      const page = pageOf(doc)
      needed.forEach((word, i) => {
        const hit = word.hits.get(doc)
        if (hit) {
          score += word.weight * saturate(hit.tf)
          covered += word.weight
          count++
          own += hit.own ? 1 : 0
        } else if (page !== doc && word.hits.get(page)?.heading) {
          above++
          covered += word.weight * WEIGHTS.inherited
          score += word.weight * WEIGHTS.inherited
        }
        const head = evidence[i] && evidence[i].get(doc)
        if (head) score += WEIGHTS.head * idf(evidence[i].size) * saturate(head.tf)
      })
      results.push({ doc, score, covered: covered / total, own, full: count === needed.length, framed: count + above === needed.length })
    }

    const whole = results.filter(result => result.full)
    const own = whole.filter(result => result.own === needed.length)
    const family = whole.length - own.length
    const drowns = own.length >= WEIGHTS.enough || (own.length && family > Math.max(own.length, WEIGHTS.few))
    if (whole.length && !long) {
      const framed = whole.length < WEIGHTS.few ? results.filter(result => !result.full && result.framed) : []
      results = [...(drowns ? own : whole), ...framed]
    } else if (needed.length > 1) {
      const best = results.reduce((most, result) => Math.max(most, result.covered), 0)
      results = results.filter(result => result.covered >= (long ? WEIGHTS.loose : WEIGHTS.keep) * best)
    }
    for (const result of results) {
      const { doc } = result
      for (let i = 1; i < needed.length && !long; i++) {
        const a = needed[i - 1].hits.get(doc), b = needed[i].hits.get(doc)
        if (a && b) result.score += WEIGHTS.near * (needed[i - 1].weight + needed[i].weight) / gap(a, b)
      }
      if (long) result.score = (result.score + WEIGHTS.together * together(doc, needed)) * result.covered ** WEIGHTS.covered
      const headings = needed.map(word => word.hits.get(doc)?.heading || 0)
      const titled = headings.filter(Boolean)
      if (titled.length === needed.length) {
        result.score *= WEIGHTS.allInTitle
        if (Math.max(...headings) <= asked) {
          result.score *= WEIGHTS.isTitle
          result.isTerm = needed.length > 1 && kindOf(doc).defines
        }
      } else if (titled.length && Math.max(...titled) <= titled.length) result.score *= WEIGHTS.titleAsked
      // what is called so: «148-II», also beside other words, and a title of which so many words are the first ones
      if (codes.some(code => isCalled(doc, code)) || !question && needed.length >= WEIGHTS.begins && beginsSo(doc, needed, words.length)) result.score *= WEIGHTS.isCode
      const { boost, defines, counts, language: own } = kindOf(doc)
      result.score *= own && own === language && !question && needed.length > 1 ? boost * WEIGHTS.language : boost
      if (defines && definition) result.score *= WEIGHTS.defines
      else if (question && defines) result.score *= WEIGHTS.asks
      else if (question && counts && !amount) result.score *= WEIGHTS.counts
      // sections that have the words themselves before those that have only their family
      if (!long) result.score += (result.full ? 1e6 : 0) + result.own / needed.length * 1e4
    }
    return { results, words, needed, long, isElsewhere: isElsewhere(said, needed, question) }
  }

  return { load, rank }
}
