// «Алматы халқы 2021»: an indicator, a place and a period, in any order, form and language, and the figure that they name.
// «Халқы ең көп облыс»: the place that has the most.

import { foldStem } from "./normal.js"
import { YEAR } from "./rank.js"
import { partsOf, readNumbers } from "./reader.js"

const ENOUGH = 0.6        // how well names and query must agree, from 0 to 1
const ALONE = 0.75        // of the weight of a name a word alone must have, if it is of several indicators: «бюджет» is no «халық бюджеті»
const UNIQUE = 0.4        // the same of a word that one indicator alone has: «әкімшілік» is no «қосылған құн: әкімшілік қызмет»
const ALIKE = 0.97        // indicators that agree so nearly as well as the best: the first one is meant
const WHOLE = 0.9         // less is a part of a name
const HELD = 0.75         // one that has figures of the place that was named may agree so much worse
const OTHERS = 3          // indicators that are looked at where the first one lacks the year
const FEWEST = 3          // places that are compared
const LABEL = 0.65        // what the label of a series is worth as a name
const MEASURE = 0.8       // the weight of a word that says how something is counted: саны, үлесі
const OLDER = 0.1         // what the first name of a place is worth more than its others: Ақмола облысы, and not Астана
const LIKE = 0.2          // the same of one that is written so: «коши» of көші-қон is no Қосшы beside a place named in full
const MOST_WORDS = 14        // words of a query
const BEGINNING = 3       // letters, as figures.py has them

export function makeFigures(index, kit) {
  let data
  const known = new Map(), skeletons = new Set()

  // A term: the stem of a word, the Russian stem, which stands there if it is another, and the skeleton.
  function term(text) {
    if (!known.has(text)) {
      const [stem, russian] = text.split("~")
      const skeleton = "^" + kit.key(stem)
      skeletons.add(skeleton)
      known.set(text, [stem, "~" + (russian || stem), skeleton])
    }
    return known.get(text)
  }
  const split = names => names ? names.split("|").map(name => name.split(" ").filter(Boolean).map(term)) : []
  const isKind = term => term.some(kit.isPlaceKind)
  const kindsOf = terms => new Set([...terms].map(kit.placeKind).filter(kind => kind !== undefined))
  const shares = (some, others) => [...some].some(one => others.has(one))
  const has = (keys, term) => term.some(stem => keys.has(stem))

  // The names of indicators; those in Latin letters only for a query that has some.
  async function load(latin) {
    await index.all(latin ? ["f", "fl"] : ["f"])
    if (data && (data.latin || !latin)) return data
    const { indicators, statuses, firm } = index.parts.get("f")
    const more = latin ? index.parts.get("fl") : []
    data = {
      latin, statuses, firm, uses: new Map(),
      indicators: indicators.map(([names, held, part, place, labels], n) => {
        const numbers = readNumbers(held)
        return { names: [...split(names), ...split(more[n])], held: new Set(numbers), first: numbers[0], part, place, labels: split(labels) }
      })
    }
    const { uses } = data
    for (const { names } of data.indicators)
      for (const stem of new Set(names.flat(2).filter(stem => stem[0] !== "^"))) uses.set(stem, (uses.get(stem) || 0) + 1)
    const most = data.indicators.length
    data.weight = term => term.some(kit.isMeasure) ? MEASURE : Math.log(1 + most / Math.max(1, ...term.map(stem => uses.get(stem) || 0)))
    for (const { names } of data.indicators) for (const term of names.flat()) term.weight = data.weight(term)
    return data
  }

  const beginnings = new Set(index.manifest.figures.split(" "))
  const keysFor = ({ text, match }) => [kit.fold(text), kit.key(kit.stem(text)), ...(match ? match.terms.map(({ key }) => key) : [])]
  // «men» and the letters of «R&D» are light, and name what is counted
  const mayName = word => (!word.light || /^[a-z]/.test(word.text)) && keysFor(word).some(key => beginnings.has(key.slice(0, 4)))

  // The names of indicators are fetched while the words are being understood.
  async function prepare({ words }) {
    if (!index.manifest.figures || words.length > MOST_WORDS || !words.some(mayName)) return
    index.all(words.some(({ text }) => /[a-z]/.test(text)) ? ["f", "fl"] : ["f"]).catch(() => {})
  }

  // «облыс» names a figure only where its number is asked for
  const isPlaceKind = ({ text, match }) => [kit.stem(text), kit.russian(text), ...(match ? match.terms.map(({ stem }) => stem) : [])].some(kit.isPlaceKind)

  // What a typed word may be called in a list of names.
  function keysOf(word, lenient) {
    const keys = new Set([word.text, kit.stem(word.text), kit.russian(word.text), word.text.replace(/e?s$/, "")].filter(Boolean))
    const { match } = word
    if (match && match.tier !== "prefix") for (const { stem } of match.terms.slice(0, 6)) keys.add(stem)
    if (lenient) {
      // the longest beginning that is a word of a name: санағы is санақ, and not сан
      const skeleton = kit.fold(word.text)
      keys.add("^" + foldStem(skeleton))
      // a word that stands here is itself: Қосапан is no көш-апан
      for (let end = match && match.terms.some(({ stem }) => stem === word.text) ? 0 : skeleton.length; end > 2; end--) {
        const key = "^" + foldStem(skeleton.slice(0, end))
        if (!skeletons.has(key) || !kit.chain.test(skeleton.slice(end))) continue
        keys.add(key)
        break
      }
    }
    return keys
  }

  // The places whose names may be among the words. What is counted names a place only beside its kind: Жақсы ауданы.
  async function loadPlaces(words, uses) {
    const counted = words.map(word => [word.text, kit.stem(word.text), kit.russian(word.text)].some(stem => uses.has(stem)))
    const kinds = words.map(isPlaceKind)
    const may = (word, i) => !word.light && !kinds[i] && !/\d/.test(word.text) && (!counted[i] || kinds[i - 1] || kinds[i + 1])
    const wanted = words.filter(may).flatMap(word => keysFor(word).flatMap(key => partsOf(index.manifest.places, key.slice(0, BEGINNING))))
    const names = [...new Set(wanted)].map(n => `n${n}`)
    await index.all(names)
    return names.flatMap(name => index.parts.get(name)).map(([title, names, n, ...above]) => ({ title, names: split(names), n, above }))
      .sort((a, b) => a.n - b.n)
  }

  const isWritten = ({ text }, [stem, russian]) => stem === kit.stem(text) || russian === kit.russian(text)

  // The places that are named (Абай ауданы is in several regions), the first in the order of places first, and which words do it.
  function findPlace(words, places, uses) {
    let best
    for (const place of places)
      for (const [n, name] of place.names.entries()) {
        if (!name.length) continue      // the title, which begins otherwise
        const core = name.filter(term => !isKind(term))
        const wanted = core.length ? core : name
        const used = []
        const whole = wanted.every(term => {
          const at = words.findIndex((word, i) => !used.includes(i) && has(word.keys, term))
          if (at >= 0) used.push(at)
          return at >= 0
        })
        if (!whole) continue
        const kinds = kindsOf(place.names.flat(2))
        const beside = words.findIndex((word, i) => used.some(at => Math.abs(i - at) === 1) && !used.includes(i) && shares(kindsOf(word.keys), kinds))
        if (beside < 0 && wanted.length < 2 && wanted[0].some(stem => uses.has(stem))) continue
        const another = words.some((word, i) => i === used[used.length - 1] + 1 && beside < 0 && core.length < name.length && isKind([...word.keys]))
        const worth = wanted.length * 2 + (beside >= 0 ? 1.5 : 0) - (another ? 1 : 0) - (n ? OLDER : 0) - (used.every(at => wanted.some(term => isWritten(words[at], term))) ? 0 : LIKE)
        if (!best || worth > best.worth) best = { places: [], worth, used: beside >= 0 ? [...used, beside] : used }
        if (worth === best.worth) best.places.push(place)
      }
    return best
  }

  // How well the names of an indicator and the words agree; labels of its series may say more.
  function agreement({ names, labels }, words) {
    let best = 0
    const asked = words.reduce((sum, word) => sum + word.worth, 0)
    const isVague = words.length < 2, vague = isVague && [...words[0].keys].some(key => data.uses.get(key) === 1) ? UNIQUE : ALONE
    const said = words.map(word => labels.some(label => label.some(term => has(word.keys, term))))
    for (const name of names) {
      const matched = new Set()
      let named = 0, total = 0
      for (const term of name) {
        total += term.weight
        const at = words.findIndex(word => has(word.keys, term))
        if (at < 0) continue
        named += term.weight
        matched.add(at)
      }
      if (!named || !asked || isVague && named < vague * total) continue
      const found = words.reduce((sum, word, i) => sum + (matched.has(i) || said[i] ? word.worth : 0), 0) / asked
      best = Math.max(best, found * found * Math.sqrt(named / total))
    }
    const labelled = words.reduce((sum, word, i) => sum + (said[i] ? word.worth : 0), 0) / asked
    return Math.max(best, LABEL * labelled * labelled)
  }

  // { title, place, … } or nothing.
  async function answer(query) {
    if (!index.manifest.figures || !query.words.length || query.words.length > MOST_WORDS) return undefined
    const { lenient } = query
    const superlative = kit.superlative(query.words)
    const questions = query.words.filter(word => word.question)
    if (questions.length && !superlative && !query.amount) return undefined
    // the names of indicators are loaded only for a query with a word that begins as one of theirs
    const asksForCount = questions.length > 0
    if (!query.words.some(word => mayName(word) && (asksForCount || !isPlaceKind(word)))) return undefined
    const found = await load(query.words.some(({ text }) => /[a-z]/.test(text)))
    const places = await loadPlaces(query.words, found.uses)
    const words = query.words.filter(word => !word.banned && !(superlative && superlative.words.some(({ text }) => text === word.text)))
      .map(word => ({ ...word, keys: keysOf(word, lenient) }))
    const year = words.find(word => YEAR.test(word.text))
    let rest = words.filter(word => word !== year && !word.question)
    // «2-тоқсан 2020»: the month with which it ends
    const quarters = rest.map(({ keys }) => [...keys].map(kit.quarter).find(n => n !== undefined))
    const at = quarters.indexOf(0), nth = quarters.find(Boolean)
    const month = year && nth && (at >= 0) ? `-${String(3 * nth).padStart(2, 0)}` : ""
    if (month) rest = rest.filter((_, i) => i !== at && quarters[i] !== nth)
    let named = findPlace(rest, places, found.uses)
    if (named) {
      const others = rest.filter((_, i) => !named.used.includes(i))
      if (asksForCount && others.every(word => word.light)) {      // «how many districts Ulytau»: the kind is what is counted
        const counted = rest.splice(named.used.pop(), 1)
        named = findPlace(rest, places, found.uses)
        rest = counted
      } else rest = others
    }
    rest = rest.filter(word => !word.light || /^[a-z]/.test(word.text) && found.uses.has(word.text))      // another number stays: a date or a code is no period
    const kind = superlative && rest.find(word => isKind([...word.keys]))
    if (kind) rest = rest.filter(word => word !== kind)
    if (!rest.length || query.definition && !named && !year) return undefined
    for (const word of rest) word.worth = found.weight([...word.keys].filter(key => key[0] !== "^"))
    const score = words => found.indicators.map(indicator => ({ indicator, score: agreement(indicator, words) }))
      .filter(({ score }) => score >= ENOUGH * HELD).sort((a, b) => b.score - a.score)
    const isSure = scored => scored.length && scored[0].score >= ENOUGH
    let scored = score(rest)
    if (!isSure(scored)) {
      rest = rest.filter(({ keys }) => ![...keys].some(kit.isUnit))
      if (!rest.length || !isSure(scored = score(rest))) return undefined
    }
    if (superlative) return compare(scored, superlative.end, kind, year && year.text)
    const here = named && scored.find(({ indicator, score }) => score >= HELD * scored[0].score && named.places.some(({ n }) => indicator.held.has(n)))
    const { indicator } = here || first(scored)
    // of indicators that may be meant the one that has a figure of the year
    const others = year ? scored.filter(({ indicator: other, score }) => other !== indicator && score >= HELD * scored[0].score &&
      (!named || named.places.some(({ n }) => other.held.has(n)))).slice(0, OTHERS) : []
    let answered
    for (const one of [indicator, ...others.map(({ indicator }) => indicator)]) {
      const said = await read(one, named && (named.places.find(({ n }) => one.held.has(n)) || named.places[0]), year && year.text, rest, found, month)
      if (said) said.isPart = !said.chart || scored[0].score < WHOLE
      if (said && !said.asked) return said
      answered = answered || said
    }
    return answered
  }

  // Of indicators that agree alike the first one of the list.
  const first = scored => scored.filter(({ score }) => score >= ALIKE * scored[0].score)
    .reduce((a, b) => data.indicators.indexOf(b.indicator) < data.indicators.indexOf(a.indicator) ? b : a)

  async function valuesOf(indicator) {
    const name = `g${indicator.part}`
    await index.part(name)
    const { title, location, places, texts, rows } = index.parts.get(name)[indicator.place]
    const labels = [...new Set(rows.map(row => row[7]))]
    const values = rows.map(([at, period, text, page, anchor, source, status, label, when]) => ({
      at, period, text, location: anchor ? `${texts[page]}#${anchor}` : texts[page], source: texts[source], status: data.statuses[status], isFirm: status < data.firm,
      label: texts[label], when: when || period, series: labels.indexOf(label)
    }))
    return { title, chart: location, places: new Map(places), values }
  }

  async function read(indicator, place, year, words, { weight }, month) {
    const { title, chart, places, values } = await valuesOf(indicator)
    const at = place ? [place.n, ...place.above].find(n => indicator.held.has(n)) ?? indicator.first : indicator.first
    const here = values.filter(value => value.at === at)
    // of series that stand side by side the one whose label has words of the query
    const said = here.map(({ series }) => indicator.labels[series])
      .map(label => label ? words.reduce((sum, word) => sum + (label.some(term => has(word.keys, term)) ? weight([...word.keys]) : 0), 0) : 0)
    const most = Math.max(0, ...said)
    const known = here.filter((value, i) => value.text && said[i] === most)
    let shown, others = []
    let missing = Boolean(place && at !== place.n)
    if (year) {
      const ofYear = known.filter(value => value.period.startsWith(year))
      shown = ofYear.find(value => value.period === year + month) || ofYear.find(value => value.period === year) || ofYear[ofYear.length - 1]
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
      shown = series.filter(({ isFirm }) => isFirm).reduce(latest, undefined) || series.reduce(latest, undefined)
      const newer = series.filter(value => value !== shown).reduce(latest, undefined)
      if (newer && shown && newer.period > shown.period) others = [newer]
      others.push(...known.filter(value => shown && value.period === shown.period && value !== shown))
    }
    if (!shown) return undefined
    const where = places.get(at)
    return {
      title, chart, place: where, dated: Boolean(year),
      asked: missing ? [place && place.n !== at ? place.title : where, year || ""].filter(Boolean).join(", ") : "",
      value: shown, others: others.slice(0, 3)
    }
  }

  // The place that has most or least: of one period and measure, of places of one kind, whichever indicator has them, and how many were compared.
  async function compare(scored, end, kind, year) {
    const wanted = kind && kindsOf(kind.keys), periods = new Map()
    let among = []
    for (const { indicator } of scored.filter(({ score }) => score >= HELD * scored[0].score)) {
      if (indicator.held.size < FEWEST || !kind && among[FEWEST - 1]) continue
      const { title, chart, places, values } = await valuesOf(indicator)
      for (const value of values) {
        const place = places.get(value.at), kinds = kindsOf(kit.tokens(place)), key = value.period + /\D*$/.exec(value.text)
        if (!value.text || year && !value.period.startsWith(year) || value.label || !kinds.size || wanted && !shares(kinds, wanted)) continue
        const same = periods.get(key) || []
        periods.set(key, same)
        if (!same.some(({ at }) => at === value.at)) same.push({ ...value, title, chart, place, label: place, size: sizeOf(value.text) })
      }
      for (const same of periods.values()) if (same.length > among.length || same.length === among.length && same.length && same[0].period > among[0].period) among = same
    }
    if (among.length < FEWEST) return undefined
    const [value, ...others] = among.sort((a, b) => end === "most" ? b.size - a.size : a.size - b.size)
    return { ...value, asked: "", value: { ...value, label: "" }, others: others.slice(0, 2), compared: { end, count: among.length } }
  }

  // The number in a text such as «1 км²-ге 8,5 адам» or «435 876 адам»: what stands before «-ге» and «шаққанда» is no part of it.
  const sizeOf = text => {
    const found = text.replace(/(?<=\d)\s(?=\d{3}(?!\d))/g, "").match(/[−-]?\d+(?:[.,]\d+)?/g) || ["NaN"]
    return Number(found.pop().replace("−", "-").replace(",", "."))
  }

  const parts = async () => [...index.manifest.places.map((_, n) => `n${n}`), "fl", ...new Set((await load(false)).indicators.map(({ part }) => `g${part}`))]

  return { answer, load, parts, prepare }
}
