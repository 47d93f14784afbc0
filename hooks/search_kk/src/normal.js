// One normal form for everything that is typed and everything that is indexed. normal.py is the same in Python.

const TOKEN = /[\p{L}\p{N}]+/gu
const THOUSANDS = /(?<!\d)\d{1,3}(?: \d{3})+(?!\d)/g      // 435 876 is one number
const CYRILLIC = /[а-яәғқңөұүһі]/
const LATIN = /[a-z]/
const KEPT = 50000      // words that are remembered

export function makeNormal({ normal, folding, lookalikes }) {
  const dropped = new RegExp(`[${normal.dropped}]`, "g")
  const marks = new RegExp(`[${normal.marks}]`, "g")
  const letters = new Map(Object.entries(normal.letters))
  const skeletons = new Map(Object.entries(folding.letters))
  const pair = new RegExp(Object.keys(folding.pairs).join("|"), "g")

  const replace = (text, map) => {
    let replaced = ""
    for (const letter of text) replaced += map.get(letter) ?? letter
    return replaced
  }
  const repaired = new Map(Object.entries(lookalikes))

  const text = given => replace(given.replace(dropped, "").normalize("NFKC").toLowerCase().replace(marks, ""), letters)

  // In a word that mixes alphabets the Latin letters are slips of the keyboard.
  const repair = token => LATIN.test(token) && CYRILLIC.test(token) ? replace(token, repaired) : token

  // 2024ж is a year and a letter, KZ31 a word and a number; км2 is one thing.
  const cut = token => {
    const found = /^(?:(\d+)(\D.*)|(\D{2,})(\d{2,}))$/su.exec(token)
    return (found ? found.slice(1).filter(Boolean) : [token]).map(repair)
  }

  const tokens = given => (text(given).replace(THOUSANDS, number => number.replaceAll(" ", "")).match(TOKEN) || []).flatMap(cut)

  const known = new Map()
  const fold = word => {
    let skeleton = known.get(word)
    if (skeleton === undefined) {
      skeleton = replace(word, skeletons).replace(pair, found => folding.pairs[found]).replace(/(\D)\1+/gu, "$1")
      if (known.size > KEPT) known.clear()
      known.set(word, skeleton)
    }
    return skeleton
  }
  const keys = new Map()
  const key = stem => {
    let found = keys.get(stem)
    if (found === undefined) {
      if (keys.size > KEPT) keys.clear()
      keys.set(stem, found = foldStem(fold(stem)))
    }
    return found
  }
  return { text, tokens, fold, key }
}

// The skeleton of a stem, blind also to the narrow vowel that may fall (халық, халқы) and to the voice of its last sound.
export function foldStem(skeleton) {
  return skeleton
    .replace(/g$/, "k").replace(/b$/, "p")
    .replace(/([aeiou][^aeiou])i([^aeiou])$/, "$1$2")
}
