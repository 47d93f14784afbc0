// «Тараз халқы 2021»: an indicator, a place and a period, in any order, form and language, and the figure that they name.

import { foldStem } from "./normal.js"

const YEAR = /^(?:18|19|20)\d\d$/
const ENOUGH = 0.6        // how well names and query must agree, from 0 to 1
const GENERIC = 5         // a word that stands in the names of so many indicators says little: саны, үлесі

export function makeFigures(index, kit) {
  let data

  async function load() {
    if (data) return data
    await index.part("f")
    const { indicators, places, statuses } = index.parts.get("f")
    // a term: the stem of a word, the Russian stem, which stands there if it is another, and the skeleton
    const known = new Map()
    const term = text => {
      if (!known.has(text)) {
        const [stem, russian] = text.split("~")
        known.set(text, [stem, "~" + (russian || stem), "^" + kit.key(stem)])
      }
      return known.get(text)
    }
    const split = names => names.split("|").map(name => name.split(" ").map(term))
    data = {
      statuses,
      indicators: indicators.map(([title, names, location, held, part, place], n) => ({ n, title, names: split(names), location, held: new Set(held), first: held[0], part, place })),
      places: places.map(([title, names, parent], n) => ({ n, title, names: split(names), parent }))
    }
    const frequency = (items, map = new Map()) => {
      for (const { names } of items) for (const stem of new Set(names.flat(2).filter(stem => stem[0] !== "^"))) map.set(stem, (map.get(stem) || 0) + 1)
      return map
    }
    data.isKind = term => term.some(kit.isPlaceKind)
    // of «Жамбыл облысы аудандарының халқы» the place says nothing of what is counted
    const cores = new Set(data.places.flatMap(({ names }) => names.flatMap(name => name.filter(term => !data.isKind(term)).map(([stem]) => stem))))
    for (const indicator of data.indicators)
      indicator.names = indicator.names.map(name => name.filter(([stem]) => !cores.has(stem))).filter(name => name.length)
    const uses = frequency(data.indicators)
    const most = data.indicators.length
    data.weight = term => {
      const count = Math.max(0, ...term.map(stem => uses.get(stem) || 0))
      return count ? Math.log(1 + most / count) * (count >= GENERIC ? 0.4 : 1) : Math.log(1 + most)
    }
    for (const term of known.values()) term.weight = data.weight(term)
    return data
  }

  const beginnings = new Set(index.manifest.figures.split(" "))
  const mayName = ({ text, light, match }) => !light
    && [kit.fold(text), kit.key(kit.stem(text)), ...(match ? match.terms.map(({ key }) => key) : [])].some(key => beginnings.has(key.slice(0, 4)))

  // «облыс» names a figure only where its number is asked for
  const isKind = ({ text, match }) => [kit.stem(text), kit.russian(text), ...(match ? match.terms.map(({ stem }) => stem) : [])].some(kit.isPlaceKind)

  // What a typed word may be called in a list of names.
  function keysOf(word, lenient) {
    const keys = new Set([word.text, kit.stem(word.text), kit.russian(word.text), word.text.replace(/e?s$/, "")].filter(Boolean))
    const { match } = word
    if (match && match.tier !== "prefix") for (const { stem } of match.terms.slice(0, 6)) keys.add(stem)
    if (lenient) {
      const skeleton = kit.fold(word.text)
      for (let end = skeleton.length; end > 2; end--)
        if (end === skeleton.length || kit.chain.test(skeleton.slice(end))) keys.add("^" + foldStem(skeleton.slice(0, end)))
    }
    return keys
  }
  const has = (keys, term) => term.some(stem => keys.has(stem))

  // The place that is named, and which words name it.
  function findPlace(words, { places, isKind }) {
    let best
    for (const place of places)
      for (const name of place.names) {
        const core = name.filter(term => !isKind(term))
        const wanted = core.length ? core : name
        const used = []
        const whole = wanted.every(term => {
          const at = words.findIndex((word, i) => !used.includes(i) && has(word.keys, term))
          if (at >= 0) used.push(at)
          return at >= 0
        })
        if (!whole) continue
        const kindsOfIt = place.names.flatMap(one => one.filter(isKind))
        const beside = words.findIndex((word, i) => Math.abs(i - used[used.length - 1]) === 1 && kindsOfIt.some(term => has(word.keys, term)))
        const another = words.some((word, i) => i === used[used.length - 1] + 1 && beside < 0 && core.length < name.length && isKind([...word.keys]))
        const worth = wanted.length * 2 + (beside >= 0 ? 1.5 : 0) - (another ? 1 : 0)
        if (!best || worth > best.worth) best = { place, worth, used: beside >= 0 ? [...used, beside] : used }
      }
    return best
  }

  function agreement(names, words) {
    let best = 0
    for (const name of names) {
      const matched = new Set()
      let named = 0, total = 0
      for (const term of name) {
        const w = term.weight
        total += w
        const at = words.findIndex(word => has(word.keys, term))
        if (at < 0) continue
        named += w
        matched.add(at)
      }
      let asked = 0, found = 0
      words.forEach((word, i) => {
        const w = word.worth
        asked += w
        if (matched.has(i)) found += w
      })
      if (!named || !asked) continue
      const q = found / asked, n = named / total
      best = Math.max(best, q * q * Math.sqrt(n))
    }
    return best
  }

  const UNITS = new Set(["млн", "млрд", "мың", "теңге", "тг", "адам", "дана", "проц", "пайыз", "тенге", "тыс", "процент", "человек", "million", "billion", "people", "percent", "сан"])

  // { title, place, … } or nothing.
  async function answer(query) {
    if (!index.manifest.figures || !query.words.length || query.words.length > 12) return undefined
    const { lenient } = query
    const questions = query.words.filter(word => word.question)
    if (questions.length && !questions.some(word => kit.isAmount(word.text, lenient))) return undefined
    // the names of indicators are loaded only for a query with a word that begins as one of theirs
    const asksForCount = questions.length > 0
    if (!query.words.some(word => mayName(word) && (asksForCount || !isKind(word)))) return undefined
    const found = await load()
    const words = query.words.filter(word => !word.banned).map(word => ({ ...word, keys: keysOf(word, lenient) }))
    const year = words.find(word => YEAR.test(word.text))
    let rest = words.filter(word => word !== year && !word.question)
    const named = findPlace(rest, found)
    if (named) rest = rest.filter((_, i) => !named.used.includes(i))
    rest = rest.filter(word => !word.light)      // another number stays: a date or a code is no period
    if (!rest.length || query.definition && !named && !year) return undefined
    for (const word of rest) {
      const known = [...word.keys].filter(key => key[0] !== "^")
      word.worth = known.some(key => UNITS.has(key)) ? 0.3 : found.weight(known)
    }
    const scored = found.indicators.map(indicator => ({ indicator, score: agreement(indicator.names, rest) }))
      .filter(({ score }) => score >= ENOUGH).sort((a, b) => b.score - a.score)
    if (!scored.length) return undefined
    const place = named && named.place
    const close = scored.filter(({ score }) => score >= 0.9 * scored[0].score)
    const { indicator } = (place && close.find(({ indicator }) => indicator.held.has(place.n))) || scored[0]
    return read(indicator, place, year && year.text, found)
  }

  async function read(indicator, place, year, { places, statuses }) {
    await index.part(`g${indicator.part}`)
    const { texts, rows } = index.parts.get(`g${indicator.part}`)[indicator.place]
    const values = rows.map(([at, period, text, page, anchor, source, status, label, when]) => ({
      at, period, text, location: anchor ? `${texts[page]}#${anchor}` : texts[page], source: texts[source], status: statuses[status], label: texts[label], when: when || period
    }))
    const nearest = wanted => {
      for (let at = wanted; at >= 0; at = places[at].parent) if (indicator.held.has(at)) return at
      return indicator.first
    }
    const at = place ? nearest(place.n) : indicator.first
    const here = values.filter(value => value.at === at)
    const known = here.filter(value => value.text)
    let shown, others = []
    let missing = Boolean(place && at !== place.n)
    if (year) {
      const ofYear = known.filter(value => value.period.startsWith(year))
      shown = ofYear.find(value => value.period === year) || ofYear[0]
      others = ofYear.filter(value => value !== shown)
      if (!shown) {
        missing = true
        const away = value => Math.abs(value.period.slice(0, 4) - year)
        shown = known.reduce((best, value) => !best || away(value) < away(best) ? value : best, undefined)
      }
    } else {
      const latest = (best, value) => !best || value.period > best.period ? value : best
      const now = String(new Date().getFullYear())      // what is planned is not the last that is known
      const series = known.filter(value => value.label === (known[0] || {}).label && value.period.slice(0, 4) <= now)
      shown = series.filter(value => !value.status).reduce(latest, undefined) || series.reduce(latest, undefined)
      const newer = series.filter(value => value !== shown).reduce(latest, undefined)
      if (newer && shown && newer.period > shown.period) others = [newer]
      others.push(...known.filter(value => shown && value.period === shown.period && value !== shown))
    }
    if (!shown) return undefined
    return {
      title: indicator.title, chart: indicator.location, place: places[at].title,
      asked: missing ? [place && place.n !== at ? place.title : places[at].title, year || ""].filter(Boolean).join(", ") : "",
      value: shown, others: others.slice(0, 3)
    }
  }

  const parts = async () => [...new Set((await load()).indicators.map(({ part }) => part))]

  return { answer, load, parts }
}
