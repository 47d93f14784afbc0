// «Алматы халқы 2021»: an indicator, a place and a period, in any order, form and language, and the figure that they name.
// «Халқы ең көп облыс»: the place that has the most.

import { sumOf } from "./kit.js"
import { foldStem } from "./normal.js"
import { makePeriods, YEAR } from "./periods.js"
import { partsOf, readNumbers } from "./reader.js"

const ENOUGH = 0.6        // how well names and query must agree, from 0 to 1
const ALONE = 0.75        // of the weight of a name a word alone must have, if it is of several indicators: «бюджет» is no «халық бюджеті»
const UNIQUE = 0.4        // the same of a word that one indicator alone has: «әкімшілік» is no «қосылған құн: әкімшілік қызмет»
const ALIKE = 0.97        // indicators that agree so nearly as well as the best: the first one is meant
const ONE = 0.05          // the power of the share of the words that one name has: of several names each has a part
const WHOLE = 0.9         // less is a part of a name
const HELD = 0.75         // one that has figures of the place that was named may agree so much worse
const OTHERS = 3          // indicators that are looked at where the first one lacks the period
const FEWEST = 3          // places that are compared
const LABEL = 0.65        // what the label of a series is worth as a name
const MEASURE = 0.5       // the weight of a word that says how something is counted: саны, үлесі
const OLDER = 0.1         // what the first name of a place is worth more than its others: Ақмола облысы, and not Астана
const LIKE = 0.2          // the same of one that is written so: «коши» of көші-қон is no Қосшы beside a place named in full
const OTHER_MEASURE = 0.75   // what an indicator is worth beside another where a share is asked for and it is none, or a number and it is a share
const LESS = 0.03
const MOST_WORDS = 14        // words of a query
const BEGINNING = 3       // letters, as figures.py has them

export function makeFigures(index, kit) {
  let data
  const known = new Map(), skeletons = new Set()

  // A term: the stem of a word, the Russian stem, which stands there if it is not that of the stem, and the skeleton.
  function term(text) {
    if (!known.has(text)) {
      const [stem, russian] = text.split("~")
      const skeleton = "^" + kit.key(stem)
      skeletons.add(skeleton)
      known.set(text, [stem, russian ? "~" + russian : kit.russian(stem) || "~" + stem, skeleton])
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
    const { indicators, statuses, firm, homes, elsewhere, asked } = index.parts.get("f")
    const more = latin ? index.parts.get("fl") : []
    // nothing short or in Latin letters is meant by its sound: «жан» is no «jan», «й» no «іі»
    const isSure = (key, [stem]) => key[0] !== "^" || key.length > 3 && !/^[a-z]/.test(stem)
    const byLine = lines => new Map(lines.flatMap((line, n) => split(line).flat().flatMap(term => term.filter(key => isSure(key, term)).map(key => [key, n]))))
    const { changes, reported, counted_in, measures, superlatives, periods, shares, counts } = asked
    data = {
      latin, statuses, firm, uses: new Map(),
      changes: byLine([changes]), reported: byLine([changes, reported, counted_in]), measures: byLine([measures, counted_in]), shares: byLine([shares]), counts: byLine([counts]),
      periods: makePeriods(periods, byLine),
      superlatives: ["least", "most"].flatMap(end => superlatives[end].map(said => [end, kit.tokens(said)])),
      homes: new Map(homes.map(([kind, n, title, above]) => [kind, { n, title, above }])),
      elsewhere: split(elsewhere).flat(),
      indicators: indicators.map(([names, held, part, place, labels, flags], n) => {
        const numbers = readNumbers(held)
        return { names: [...split(names), ...split(more[n])], held: new Set(numbers), first: numbers[0], part, place, labels: split(labels), isShare: flags & 1, isApart: flags & 2, isPrice: flags & 4 }
      })
    }
    const { uses } = data
    for (const { names } of data.indicators)
      for (const stem of new Set(names.flat(2).filter(stem => stem[0] !== "^"))) uses.set(stem, (uses.get(stem) || 0) + 1)
    const most = data.indicators.length
    data.weight = term => term.some(stem => data.measures.has(stem)) ? MEASURE : Math.log(1 + most / Math.max(1, ...term.map(stem => uses.get(stem) || 0)))
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

  // «облыс» names a figure only where its number is asked for, or that of a year
  const isPlaceKind = ({ text, match }) => [kit.stem(text), kit.russian(text), ...(match ? match.terms.map(({ stem }) => stem) : [])].some(kit.isPlaceKind)

  // What a typed word may be called in a list of names.
  function keysOf(word, lenient) {
    const keys = new Set([word.text, kit.stem(word.text), kit.russian(word.text), word.text.replace(/e?s$|у$/, "")].filter(Boolean))
    const { match } = word
    if (match && match.tier !== "prefix") for (const { stem } of match.terms.slice(0, 6)) keys.add(stem)
    // «саны» says how something is counted: it is no «шаң»
    if (lenient && !isMeasure({ keys })) {
      // the longest beginning that is a word of a name: санағы is санақ, and not сан
      const skeleton = kit.fold(word.text)
      keys.add("^" + foldStem(skeleton))
      // a word that stands here is itself: Қосапан is no көш-апан
      for (let end = match && match.terms.some(({ stem }) => stem === word.text) ? 0 : skeleton.length; end > 2 - /^[a-z]/.test(word.text); end--) {
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

  const isAmong = list => ({ keys }) => [...keys].some(key => data[list].has(key))
  const isMeasure = isAmong("measures"), isShare = isAmong("shares"), isCount = isAmong("counts"), isReported = isAmong("reported"), isChange = isAmong("changes"), isNamed = isAmong("uses")
  const isPercent = word => isShare(word) && isReported(word)
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
        // «ауданы» is said of what stands before it
        const beside = words.findIndex((word, i) => used.some(at => i === at + 1 || i === at - 1 && !/[ыі]$/.test(word.text)) && !used.includes(i) && shares(kindsOf(word.keys), kinds))
        if (beside < 0 && wanted.length < 2 && wanted[0].some(stem => uses.has(stem))) continue
        const another = words.some((word, i) => i === used[used.length - 1] + 1 && beside < 0 && core.length < name.length && isKind([...word.keys]))
        const worth = wanted.length * 2 + (beside >= 0 ? 1.5 : 0) - (another ? 1 : 0) - (n ? OLDER : 0) - (used.every(at => wanted.some(term => isWritten(words[at], term))) ? 0 : LIKE)
        if (!best || worth > best.worth) best = { places: [], worth, used: beside >= 0 ? [...used, beside] : used }
        if (worth === best.worth) best.places.push(place)
      }
    return best
  }

  // How well the names of an indicator and the words agree; labels of its series may say more.
  function agreement({ names, labels, isShare: inShares }, words, measure) {
    let best = 0
    const asked = sumOf(words, word => word.worth)
    const [meant, other] = words.filter(word => !isMeasure(word))
    const isVague = meant && !other, vague = isVague && [...meant.keys].some(key => data.uses.get(key) === 1) ? UNIQUE : ALONE
    const inLabel = (word, label) => !isMeasure(word) && label.some(term => has(word.keys, term))
    const inLabels = words.map(word => labels.some(label => inLabel(word, label)))
    const said = words.map((word, i) => inLabels[i] || inShares && isShare(word))
    // the words of several names of one thing may stand side by side
    const inNames = words.map(word => names.some(name => name.some(term => has(word.keys, term))))
    const found = sumOf(words.filter((_, i) => inNames[i] || said[i]), word => word.worth) / asked
    for (const name of asked ? names : []) {
      let named = 0, total = 0
      for (const term of name) {
        total += term.weight
        if (words.some(word => has(word.keys, term))) named += term.weight
      }
      if (!named || isVague && named < vague * total) continue
      best = Math.max(best, found * found * Math.sqrt(named / total) * (named / asked) ** ONE)
    }
    const isOther = measure === "share" && !inShares || measure === "count" && inShares
    const isLabel = inLabels.some(Boolean) && labels.some(label => words.every((word, i) => inLabel(word, label) || said[i] && !inLabels[i] || isMeasure(word)))
    return Math.max(isOther ? best * OTHER_MEASURE : best, isLabel ? LABEL - (isOther ? LESS : 0) : 0)
  }

  // «Ең көп»: which end is asked for, and by which words.
  const superlativeIn = words => data.superlatives.map(([end, said]) => ({ end, words: said.map(one => words.find(({ text }) => one[3] ? text.startsWith(one) : text === one)) }))
    .find(({ words }) => words.every(Boolean))

  // The indicators with which words agree, the best first; without the words that only tell of a figure, where those are in the way.
  function agreeing(words, measure) {
    for (const word of words) word.worth = data.weight([...word.keys].filter(key => key[0] !== "^"))
    for (const isKept of [() => true, word => !isReported(word) || isNamed(word), word => !isReported(word)]) {
      const rest = words.filter(isKept)
      if (!rest[0]) break
      const scored = data.indicators.map(indicator => ({ indicator, score: agreement(indicator, rest, measure) }))
        .filter(({ score }) => score >= ENOUGH * HELD).sort((a, b) => b.score - a.score)
      if (scored[0]?.score >= ENOUGH) return { scored, rest }
    }
    return { scored: [], rest: words }
  }

  // { title, place, … } or nothing.
  async function answer(query) {
    if (!index.manifest.figures || !query.words.length || query.words.length > MOST_WORDS) return undefined
    const asksForCount = query.words.some(word => word.question)
    const mayCount = asksForCount || query.words.some(({ text }) => YEAR.test(text))
    // the names of indicators are loaded only for a query with a word that begins as one of theirs
    if (!query.words.some(word => mayName(word) && (mayCount || !isPlaceKind(word)))) return undefined
    const { uses } = await load(query.words.some(({ text }) => /[a-z]/.test(text)))
    const superlative = superlativeIn(query.words)
    if (asksForCount && !superlative && !query.amount) return undefined
    const places = await loadPlaces(query.words, uses)
    const words = query.words.filter(word => !word.banned && !(superlative && superlative.words.includes(word)))
      .map(word => ({ ...word, keys: keysOf(word, query.lenient) }))
    const when = data.periods(words)
    let rest = when.rest.filter(word => !word.question)
    let named = findPlace(rest, places, uses)
    if (named) {
      let others = rest.filter((_, i) => !named.used.includes(i))
      if (asksForCount && others.every(word => word.light)) {      // «how many districts Ulytau»: the kind is what is counted
        const counted = rest.splice(named.used.pop(), 1)
        named = findPlace(rest, places, uses)
        rest = counted
      } else {
        // «Орал, Батыс Қазақстан облысы»: of two places the one that lies in the other
        const second = findPlace(others, places, uses)
        const isIn = (inner, outer) => inner.places.some(({ above }) => outer.places.some(({ n }) => above.includes(n)))
        if (second && (isIn(named, second) || isIn(second, named))) {
          others = others.filter((_, i) => !second.used.includes(i))
          if (isIn(second, named)) named = second
        }
        rest = others
      }
    }
    rest = rest.filter(word => !word.light || /^[a-z]/.test(word.text) && uses.has(word.text))      // another number stays: a date or a code is no period
    if (rest.some(({ keys }) => data.elsewhere.some(term => has(keys, term)))) return undefined
    const kind = superlative && rest.find(word => isKind([...word.keys]))
    if (kind) rest = rest.filter(word => word !== kind)
    if (!rest.length || query.definition && !named && !when.years.length) return undefined
    // «неше пайызға өсті»: of the change, and not of a part
    const change = words.some(isChange), isRate = change && words.some(isPercent)
    if (isRate) rest = rest.filter(word => !isPercent(word))
    const measure = rest.some(isShare) ? "share" : words.some(isCount) ? "count" : ""
    let found = agreeing(rest, measure)
    const best = ({ scored }) => scored[0]?.score || 0
    // «облыс халқы»: the place of that kind, unless the kind is in the name of what is counted; «облыстар халқы» is of all of them
    const home = !named && !superlative && rest.map(({ keys }) => [...kindsOf(keys)].map(kind => data.homes.get(kind)).find(Boolean))
    const at = home ? home.findIndex(Boolean) : -1
    if (at >= 0 && rest[1]) {
      const without = agreeing(rest.filter((_, i) => i !== at), measure)
      if (best(without) >= (best(found) && WHOLE) && (best(without) > best(found) || !/[дтл][ае]р|[хвйs]$/.test(rest[at].text))) {
        found = without
        named = { places: [home[at]] }
      }
    }
    const { scored } = found
    if (!scored[0]) return undefined
    if (superlative) return compare(scored, superlative.end, kind, when.years[0])
    const here = named && scored.find(({ indicator, score }) => score >= HELD * scored[0].score && named.places.some(({ n }) => indicator.held.has(n)))
    const { indicator } = here || first(scored)
    if (isRate && !found.rest.some(isChange) && (indicator.isPrice || scored[0].score < WHOLE)) return undefined
    // of indicators that may be meant the one that has a figure of the period
    const others = when.years.length || when.part ? scored.filter(({ indicator: other, score }) => other !== indicator && score >= (named ? HELD * scored[0].score : ENOUGH) &&
      (!named || named.places.some(({ n }) => other.held.has(n)))).slice(0, OTHERS) : []
    // its other series, which stand after it, before other indicators
    const apart = []
    for (let n = data.indicators.indexOf(indicator); when.years.length && data.indicators[++n]?.isApart;) if (named?.places.some(place => data.indicators[n].held.has(place.n))) apart.push(data.indicators[n])
    let answered
    for (const one of [indicator, ...apart, ...others.map(({ indicator }) => indicator)]) {
      const said = await read(one, named && (named.places.find(({ n }) => one.held.has(n)) || named.places[0]), when, found.rest, change)
      if (said) said.isPart = !said.chart || scored[0].score < WHOLE
      if (said && !said.asked) return said
      answered = answered || said
    }
    return answered
  }

  // Of indicators that agree alike the first one of the list.
  const first = scored => scored.filter(({ score }) => score >= ALIKE * scored[0].score)
    .sort((a, b) => data.indicators.indexOf(a.indicator) - data.indicators.indexOf(b.indicator))[0]

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

  async function read(indicator, place, { years, part, isSoft, said: typed }, words, change) {
    const { title, chart, places, values } = await valuesOf(indicator)
    const year = years[years.length - 1]
    // where no place is named, one that has the year
    const hasYear = n => values.some(value => value.at === n && value.text && value.period.startsWith(year))
    const at = (place ? [place.n, ...place.above].find(n => indicator.held.has(n)) : year && [...indicator.held].find(hasYear)) ?? indicator.first
    const here = values.filter(value => value.at === at)
    // of series that stand side by side the one whose label has words of the query
    const said = here.map(({ series }) => indicator.labels[series])
      .map(label => label ? sumOf(words.filter(({ keys }) => label.some(term => has(keys, term))), ({ keys }) => data.weight([...keys])) : 0)
    const most = Math.max(0, ...said)
    const known = here.filter((value, i) => value.text && said[i] === most)
    const series = known.filter(value => value.label === (known[0] || {}).label)
    const latest = list => list.reduce((best, value) => !best || value.period > best.period ? value : best, undefined)
    const isOfPart = ({ period }) => period.slice(4).startsWith(part.slice(0, 3))
    let shown, others = []
    let missing = place && at !== place.n, isOfPeriod = true
    if (year) {
      const ofYear = known.filter(value => value.period.startsWith(year))
      shown = part && (ofYear.find(value => value.period === year + part) || ofYear.find(isOfPart)) || ofYear.find(value => value.period === year) ||
        (isSoft && part < "-02" ? ofYear[0] : ofYear[ofYear.length - 1])
      isOfPeriod = shown && (!part || isSoft || isOfPart(shown))
      others = [...years.slice(0, -1).map(other => known.find(value => value.period === other + shown?.period.slice(4))).filter(Boolean), ...ofYear.filter(value => value !== shown)]
      const away = value => Math.abs(value.period.slice(0, 4) - year)
      shown = shown || known.reduce((best, value) => !best || away(value) < away(best) ? value : best, undefined)
    } else {
      const now = String(new Date().getFullYear())      // what is planned is not the last that is known
      const sofar = series.filter(value => value.period.slice(0, 4) <= now && (!part || isOfPart(value)))
      isOfPeriod = !part || sofar.length > 0
      const all = sofar.length ? sofar : series
      shown = latest(all.filter(({ isFirm }) => isFirm)) || latest(all)
      const newer = latest(all.filter(value => value !== shown))
      if (newer && shown && newer.period > shown.period) others = [newer]
      others.push(...known.filter(value => shown && value.period === shown.period && value !== shown))
    }
    if (!shown) return undefined
    if (change && years.length < 2) others.unshift(...[latest(series.filter(({ period }) => period < shown.period && period.slice(4) === shown.period.slice(4)))].filter(Boolean))
    missing = missing || !isOfPeriod
    const where = places.get(at)
    return {
      title, chart, place: where, dated: year,
      asked: missing ? [place && place.n !== at ? place.title : where, typed].filter(Boolean).join(", ") : "",
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
