// From what Material's worker hands to lunr to words and phrases.

const QUOTED = /[«“„]([^«»“”„]+)[»”“]/g     // Material itself takes "…" away and leaves plus signs: see plusRuns

// text: the query in lunr's language. parts: what the reader typed, cut at blanks only, where it could be seen.
export function parseQuery(lunr, fields, text, parts, { light, questions }) {
  const query = new lunr.Query(fields)
  new lunr.QueryParser(text, query).parse()
  const words = query.clauses.map(clause => {
    const key = clause.term.replace(/^\*|\*$/g, "")
    return {
      keys: [key],
      text: key.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").toLowerCase(),
      fields: clause.fields,
      banned: clause.presence === lunr.Query.presence.PROHIBITED,
      plus: clause.presence === lunr.Query.presence.REQUIRED
    }
  }).filter((word, i, all) => word.text
    // Material doubles the parts of a hyphenated word: өзін-өзі comes as өзін өзі өзін өзі
    && all.findIndex(other => other.text === word.text && other.banned === word.banned) === i)
  for (const word of words) word.light = light.has(word.text)
  return {
    words,
    phrases: [...plusRuns(words), ...spoken(parts, words, lunr.tokenizer.separator, light)],
    question: words.length > 2 && words.some(word => questions.has(word.text))
  }
}

// Phrases in «…», and codes: 148-II and 2.5 are one thing although the separator cuts them.
function spoken(parts, words, separator, light) {
  const cut = text => text.toLowerCase().split(separator).filter(Boolean)
  const quoted = [...parts.join(" ").matchAll(QUOTED)].map(([, inside]) => cut(inside))
  const codes = parts.map(cut).filter(pieces => pieces.length > 1 && pieces.some(piece => /\d/.test(piece)))
  // 2021-ге: the case ending is said of the number, it is not sought
  for (const pieces of codes) while (pieces.length && light.has(pieces[pieces.length - 1])) pieces.pop()
  return [...quoted, ...codes].map(pieces => locate(pieces, words)).filter(places => places.length > 1)
}

function locate(parts, words) {
  for (let start = 0; start + parts.length <= words.length; start++)
    if (parts.every((part, i) => words[start + i].text === part)) return parts.map((_, i) => start + i)
  return []
}

// Material writes "a b c" as a +b +c (its \b does not see Cyrillic) or, in ASCII, as +a +b +c.
function plusRuns(words) {
  const runs = []
  let run = []
  words.forEach((word, i) => {
    if (word.plus && (i || run.length)) run = run.length ? [...run, i] : [i - 1, i]
    else {
      if (run.length) runs.push(run)
      run = word.plus ? [i] : []
    }
  })
  return [...runs, run].filter(places => places.length > 1)
}

// The query itself, and the query with each of the site's equivalents put in: бюджет города is қала бюджеті.
// What is an equivalent itself is no form of another: акимат is әкімдік, and not әкім for being like аким.
export function variants(parsed, equivalents, alike) {
  const { words } = parsed
  const found = [parsed]
  const known = new Set(equivalents.map(([from]) => `${from}`))
  for (const [from, to] of equivalents) {
    const start = words.findIndex((_, start) => {
      const typed = words.slice(start, start + from.length).map(word => word.text)
      return `${typed}` === `${from}` || !known.has(`${typed}`) && from.every((part, i) => typed[i] && alike(part, typed[i]))
    })
    if (start >= 0) found.push(replace(parsed, start, from.length, to))
  }
  // 435876 stands in the text as 435 876
  words.forEach(({ text }, i) => {
    if (/^\d{5,}$/.test(text)) found.push(replace(parsed, i, 1, text.replace(/\B(?=(\d{3})+$)/g, " ").split(" "), true))
  })
  return found
}

function replace(parsed, start, length, texts, phrase = false) {
  const { words } = parsed
  const keys = words.slice(start, start + length).flatMap(word => word.keys)
  const { fields, banned } = words[start]
  const added = texts.map((_, i) => start + i)
  const move = place => place < start ? place : place < start + length ? added : place - length + texts.length
  return {
    ...parsed,
    words: [
      ...words.slice(0, start),
      ...texts.map(text => ({ keys, text, fields, banned, equivalent: true })),
      ...words.slice(start + length)
    ],
    phrases: phrase ? [added] : parsed.phrases.map(places => [...new Set(places.flatMap(move))])
  }
}
