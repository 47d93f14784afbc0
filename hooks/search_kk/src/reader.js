// Reads an index as index.py wrote it: each part is loaded once, when it is first needed.

// The value of a sign of base 64: A to Z, a to z, 0 to 9, + and /.
const valueOf = code => code > 96 ? code - 71 : code > 64 ? code - 65 : code > 47 ? code + 4 : code > 43 ? 63 : 62

export function readNumbers(text) {
  const numbers = []
  let value = 0, shift = 0
  for (let i = 0; i < text.length; i++) {
    const digit = valueOf(text.charCodeAt(i))
    value += (digit & 31) * 2 ** shift
    if (digit & 32) shift += 5
    else {
      numbers.push(value)
      value = shift = 0
    }
  }
  return numbers
}

// load(name): the content of one file of the index, as a promise.
export async function openIndex(load) {
  const manifest = { ...await load("index") }
  for (const name of ["vocabulary", "postings", "titles", "texts"]) {
    let start = 0
    manifest[name] = readNumbers(manifest[name]).map(distance => start += distance)
  }
  const parts = new Map()     // name -> content
  const coming = new Map()

  function part(name) {
    if (!coming.has(name)) {
      const promise = load(name).then(content => { parts.set(name, content) })
      promise.catch(() => coming.delete(name))    // asked again with the next query
      coming.set(name, promise)
    }
    return coming.get(name)
  }
  const all = names => Promise.all([...new Set(names)].map(part))

  // ---- documents ----

  const starts = []           // first document of each page
  let total = 0
  for (const count of readNumbers(manifest.pages)) {
    starts.push(total)
    total += count
  }
  const kinds = []
  const runs = readNumbers(manifest.kind)
  for (let i = 0; i < runs.length; i += 2) for (let n = 0; n < runs[i + 1]; n++) kinds.push(runs[i])

  const holder = (starts, number) => {
    let low = 0, high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (starts[middle] <= number) low = middle
      else high = middle
    }
    return low
  }
  const pageOf = doc => starts[holder(starts, doc)]
  const inPart = (letter, starts, number) => {
    const n = holder(starts, number)
    return [`${letter}${n}`, number - starts[n]]
  }
  const lookup = (letter, starts) => ({
    partOf: number => `${letter}${holder(starts, number)}`,
    load: numbers => all(numbers.map(number => inPart(letter, starts, number)[0])),
    has: number => parts.has(`${letter}${holder(starts, number)}`),
    get: number => {
      const [name, place] = inPart(letter, starts, number)
      return parts.get(name)[place]
    }
  })

  const postings = lookup("p", manifest.postings)
  const decoded = new Map()
  // doc -> { weight, heading, positions } of one term
  function hits(number) {
    let found = decoded.get(number)
    if (found) return found
    found = new Map()
    const row = readNumbers(postings.get(number))
    for (let i = 0, doc = -1; i < row.length;) {
      doc += row[i] + 1
      const weight = row[i + 1] / 8, heading = row[i + 2] >> 5, count = row[i + 2] & 31
      const positions = []
      for (let n = 0, place = 0; n < count; n++) positions.push(place += row[i + 3 + n])
      found.set(doc, { weight, heading, positions })
      i += 3 + count
    }
    if (decoded.size > 2000) decoded.clear()
    decoded.set(number, found)
    return found
  }

  // [location, title, number of the kind] of a document
  const lists = lookup("d", manifest.titles)
  const unpacked = new Map()
  function title(doc) {
    const name = lists.partOf(doc)
    let rows = unpacked.get(name)
    if (!rows) {
      const [locations, titles, kind] = parts.get(name)
      const said = titles.split("\n"), numbers = readNumbers(kind)
      let page = ""
      rows = locations.split("\n").map((location, i) => {
        const inside = location[0] === "#" && i > 0
        if (!inside) page = location.split("#")[0]
        return [inside ? page + location : location, said[i], numbers[i]]
      })
      unpacked.set(name, rows)
    }
    return rows[doc - manifest.titles[holder(manifest.titles, doc)]]
  }

  return {
    manifest, kinds, pageOf, part, all, parts, hits,
    count: manifest.documents,
    postings, titles: { ...lists, get: title }, texts: lookup("t", manifest.texts)
  }
}

// The parts that hold what begins with a prefix; firsts: what each part begins with. An empty prefix is that of a word without a
// skeleton (ъ), which stands before all others.
export function partsOf(firsts, prefix) {
  let from = 0
  while (from + 1 < firsts.length && firsts[from + 1] < prefix) from++
  const found = []
  for (let n = from; n < firsts.length && (n === from || (prefix ? firsts[n] < prefix + "\uffff" : !firsts[n])); n++) found.push(n)
  return found
}
