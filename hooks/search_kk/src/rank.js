// Which sections answer, and in which order. BM25F over groups of terms, plus nearness, headings and first letters.

export const WEIGHTS = {
  k1: 1.2, b: 0.75,
  fields: { title: 4, text: 1, tags: 4 },
  flat: { title: 0.3, tags: 0 },      // b of fields where length says little
  wider: 0.25,                        // a word of the same family
  enough: 15,                         // so many sections with the words themselves, and their families are left out
  few: 3,                             // families that outnumber the words themselves are left out, too, if more than this
  light: 0.15,                        // words that seldom decide
  head: 0.45,                         // the first five letters, as evidence beside the stem
  near: 0.6,                          // words beside each other
  inherited: 0.3,                     // the word stands in the title of the page only
  allInTitle: 1.5,
  isTitle: 1.5,                       // the heading has these words and no other
  strict: 4,                          // up to so many words, sections that lack one are left out if others have all
  keep: 0.6,                          // where none has all, the share of the best section's weight that must be had
  loose: 0.3                          // the same for questions and long queries, whose words are evidence, not conditions
}

const BLOCK = 20                      // Material's position: block << 20 | token

export function makeRanker(index, { lengths, averages, boosts }, vocabulary, weights = WEIGHTS) {
  const fields = index.fields
  const numbers = new Map()
  const refs = []
  for (const name of Object.keys(lengths)) {
    const ref = name.slice(name.indexOf("/") + 1)
    if (!numbers.has(ref)) {
      numbers.set(ref, refs.length)
      refs.push(ref)
    }
  }
  const pages = refs.map(ref => numbers.get(ref.split("#")[0]))
  const norms = {}
  for (const field of fields) {
    const b = field in weights.flat ? weights.flat[field] : weights.b
    const weight = weights.fields[field] || 1
    norms[field] = refs.map(ref => weight / (1 - b + b * (lengths[`${field}/${ref}`] || 0) / (averages[field] || 1)))
  }
  const idf = count => Math.log(1 + (refs.length - count + 0.5) / (count + 0.5))

  // doc -> { tf, own, at: { field: [position] } } of a group of terms; own: the positions of the words themselves
  function gather(terms, share, within, into = new Map()) {
    for (const number of terms) {
      const posting = index.invertedIndex[vocabulary.terms[number]]
      for (const field of within) {
        for (const ref in posting[field]) {
          const doc = numbers.get(ref)
          const positions = posting[field][ref].position
          let hit = into.get(doc)
          if (!hit) into.set(doc, hit = { tf: 0, own: undefined, at: {} })
          hit.tf += share * positions.length * norms[field][doc]
          hit.at[field] = hit.at[field] ? hit.at[field].concat(positions) : positions
          if (share === 1) (hit.own = hit.own || {})[field] = hit.at[field]
        }
      }
    }
    return into
  }

  function look(words) {
    const lenient = !words.some(word => !word.equivalent && vocabulary.own.test(word.text))
    return words.map((word, i) => {
      const match = vocabulary.match(word.text, { last: i === words.length - 1, lenient: lenient && !word.equivalent })
      const within = word.fields.filter(field => fields.includes(field))
      const hits = gather(match.terms, 1, within)
      const weight = idf(hits.size) * (word.light ? weights.light : 1)
      gather(match.wider, weights.wider, within, hits)
      return { ...word, match, hits, weight, within }
    })
  }

  const saturate = tf => tf * (weights.k1 + 1) / (tf + weights.k1)

  // Least distance between two words in one field of a document; the order of the query costs nothing, the other one step.
  function gap(first, second) {
    let least = Infinity
    for (const field in first.at) {
      if (!second.at[field]) continue
      for (const p of first.at[field])
        for (const q of second.at[field])
          if (p >>> BLOCK === q >>> BLOCK && p !== q) least = Math.min(least, q > p ? q - p : p - q + 1)
    }
    return least
  }

  function hasPhrase(doc, places, found) {
    const [first, ...rest] = places.map(place => (found[place].hits.get(doc) || {}).own)
    if (!first || rest.some(own => !own)) return false
    return Object.keys(first).some(field => first[field].some(p =>
      rest.every((own, i) => own[field] && own[field].includes(p + i + 1))))
  }

  function rank({ words, phrases, question }) {
    const found = look(words)
    const sought = found.filter(word => !word.banned)
    const present = sought.filter(word => word.hits.size)
    const heavy = present.filter(word => !word.light)
    // two forms of one word are one demand: өзін-өзі
    const needed = (heavy.length ? heavy : present)
      .filter((word, i, all) => all.findIndex(other => other.match.stem === word.match.stem) === i)
    if (!needed.length) return { results: [], found }

    const heads = needed.length > 1
      ? needed.map(word => word.match.tier === "exact" && !/\d/.test(word.text) ? gather(vocabulary.heads(word.text), 1, word.within) : undefined)
      : []
    const total = needed.reduce((sum, word) => sum + word.weight, 0)
    const long = question || needed.length > weights.strict

    const docs = new Set(needed.flatMap(word => [...word.hits.keys()]))
    if (long) for (const hits of heads) if (hits) for (const doc of hits.keys()) docs.add(doc)
    for (const word of found) if (word.banned) for (const doc of word.hits.keys()) docs.delete(doc)
    let results = []
    for (const doc of docs) {
      if (!phrases.every(places => hasPhrase(doc, places, found))) continue
      let score = 0, covered = 0, own = 0, count = 0
      for (const word of present) {
        const hit = word.hits.get(doc)
        if (!hit) continue
        score += word.weight * saturate(hit.tf)
      }
      needed.forEach((word, i) => {
        const hit = word.hits.get(doc)
        const page = !hit && pages[doc] !== undefined && pages[doc] !== doc && word.hits.get(pages[doc])
        if (hit) {
          covered += word.weight
          count++
          own += hit.own ? 1 : 0
        } else if (page && page.at.title) {
          covered += word.weight * weights.inherited
          score += word.weight * weights.inherited
        }
        if (heads[i] && heads[i].has(doc)) score += weights.head * idf(heads[i].size) * saturate(heads[i].get(doc).tf)
      })
      results.push({ doc, score, covered: covered / total, own, full: count === needed.length })
    }

    const whole = results.filter(result => result.full)
    const own = whole.filter(result => result.own === needed.length)
    const family = whole.length - own.length
    const drowns = own.length >= weights.enough || (own.length && family > Math.max(own.length, weights.few))
    if (whole.length && !long) results = drowns ? own : whole
    else if (needed.length > 1) {
      const best = results.reduce((most, result) => Math.max(most, result.covered), 0)
      results = results.filter(result => result.covered >= (long ? weights.loose : weights.keep) * best)
    }
    for (const result of results) {
      const { doc } = result
      for (let i = 1; i < needed.length && !long; i++) {
        const a = needed[i - 1].hits.get(doc), b = needed[i].hits.get(doc)
        if (a && b) result.score += weights.near * (needed[i - 1].weight + needed[i].weight) / gap(a, b)
      }
      if (needed.every(word => (word.hits.get(doc) || { at: {} }).at.title)) {
        result.score *= weights.allInTitle
        if (lengths[`title/${refs[doc]}`] <= sought.length) result.score *= weights.isTitle
      }
      const boost = boosts[refs[doc]]
      if (boost) result.score *= boost
    }
    // sections that have the words themselves before those that have only their family
    const order = result => (result.full && !long ? 1e6 : 0) + result.own * (long ? 0 : 1e3)
    for (const result of results) result.score += order(result)
    return { results, found }
  }

  return { rank, refs, pages }
}

// The two blocks of a text that show most of the query: Material shows the first two that have a mark.
export function bestBlocks(hits) {
  const blocks = new Map()
  hits.forEach(({ weight, positions }, word) => {
    for (const position of positions) {
      const block = position >>> BLOCK
      if (!blocks.has(block)) blocks.set(block, { block, words: new Map(), count: 0 })
      blocks.get(block).words.set(word, weight)
      blocks.get(block).count++
    }
  })
  const worth = ({ words }) => [...words.values()].reduce((sum, weight) => sum + weight, 0)
  return new Set([...blocks.values()]
    .sort((a, b) => worth(b) - worth(a) || b.count - a.count || a.block - b.block)
    .slice(0, 2)
    .map(({ block }) => block))
}
