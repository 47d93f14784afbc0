// When: a year, and what of it: «2-тоқсан 2020», «қаңтар–маусым», «1 января», «01.01.2024», «first half», «на начало года», «былтыр».

export const YEAR = /^(?:1[89]|20)\d\d$/
const DATES = [/(?<day>\d\d?)[./](?<month>\d\d?)[./](?<year>(?:1[89]|20)\d\d)/, /(?<year>(?:1[89]|20)\d\d)-(?<month>\d\d)(?:-(?<day>\d\d))?(?!\d)/, /(?<month>\d\d?)[./](?<year>(?:1[89]|20)\d\d)/]
const Q_OR_H = /^([qh])([1-4])$/      // Q1, H2
const two = number => String(number).padStart(2, 0)

// byLine(lines): from the keys of their words to the number of the line.
export function makePeriods({ ordinals, months, ...words }, byLine) {
  const kinds = byLine(Object.values(words)), called = Object.keys(words), ordinal = byLine(ordinals), named = byLine(months)

  // { years, part, isSoft, said, rest }. part: «-03», «-03-01», of a quarter or a half its last month, or nothing; isSoft: a year may
  // stand for it; rest: the other words.
  return words => {
    const used = new Set()
    const of = map => words.map(({ keys, question }) => question ? undefined : [...keys].map(key => map.get(key)).find(found => found !== undefined))
    const kind = of(kinds).map(n => called[n]), month = of(named), nth = of(ordinal)
    const numberAt = (i, most) => {
      const { text } = words[i] || { text: "" }
      const number = used.has(i) ? 0 : /^\d\d?$/.test(text) ? Number(text) : /^.$/.test(text) && !/[iі]/.test(text) || nth[i] === undefined ? 0 : nth[i] + 1
      return number <= most ? number : 0
    }
    // The number beside a word: before it, also over an ending (1-ші тоқсан), or after it.
    const take = (i, most) => {
      const isOver = i > 1 && words[i - 1].chunk && words[i - 1].chunk === words[i - 2].chunk
      const beside = [isOver ? i - 2 : i - 1, i + 1].find(at => numberAt(at, most))
      const at = beside ?? words.findIndex((_, n) => numberAt(n, most))      // a word that was said twice stands where it was first
      if (at < 0) return 0
      const number = numberAt(at, most)
      used.add(at)
      if (at === i - 2) used.add(i - 1)
      return number
    }
    let part = "", day = "", isSoft = false
    const years = []
    words.forEach(({ text, chunk }, i) => {
      const date = DATES.map(pattern => pattern.exec(chunk)).find(found => found && found.groups.month <= 12 && found.groups.month > 0)
      if (date) {
        used.add(i)
        if (!years.includes(date.groups.year)) years.push(date.groups.year)
        part = `-${two(date.groups.month)}`
        day = date.groups.day ? `-${two(date.groups.day)}` : ""
      } else if (YEAR.test(text)) {
        used.add(i)
        years.push(text)
      }
    })
    // «былтыр», «өткен жылы»
    const told = words.map(({ text }) => text)
    kind.forEach((one, i) => {
      const ago = { this_year: 0, last_year: 1, this: 0, last: 1 }[one]
      const year = [i + 1, i - 1].find(at => kind[at] === "year")
      if (ago === undefined || years.length || year === undefined && one.length < 5) return
      for (const at of [i, year]) if (at !== undefined) {
        used.add(at)
        told[at] = ""
      }
      years.push(told[i] = String(new Date().getFullYear() - ago))
    })
    words.forEach(({ text }, i) => {
      if (used.has(i)) return
      const short = Q_OR_H.exec(text)
      if (short) {
        used.add(i)
        part = `-${two(short[2] * (short[1] === "q" ? 3 : 6))}`
      } else if (kind[i] === "quarter" || kind[i] === "half") {
        used.add(i)
        const isHalf = kind[i] === "half", number = take(i, isHalf ? 2 : 4) || Number(isHalf)
        if (number) part = `-${two(number * (isHalf ? 6 : 3))}`
      } else if (kind[i] === "month") {
        const number = take(i, 12)
        if (!number) return
        used.add(i)
        part = `-${two(number)}`
      }
    })
    const last = Math.max(-1, ...month.map((one, i) => one === undefined || used.has(i) ? -1 : i))
    // a month alone is another word: «май» is butter
    if (last >= 0 && (years.length || month.some((one, i) => one !== undefined && i !== last))) {
      part = `-${two(month[last] + 1)}`
      const number = take(last, 31)
      if (number) day = `-${two(number)}`
      month.forEach((one, i) => { if (one !== undefined) used.add(i) })
    }
    const edge = kind.findIndex(one => one === "beginning" || one === "end")
    if (edge >= 0 && years.length && !part) {
      used.add(edge)
      part = kind[edge] === "end" ? "-12" : "-01"
      isSoft = true
    }
    if (part === "-01" && day === "-01") isSoft = true
    const said = told.filter((text, i) => text && used.has(i)).join(" ")
    return { years, part: part + day, isSoft, said, rest: words.filter((_, i) => !used.has(i)) }
  }
}
