// One normal form for everything that is typed and everything that is indexed. normal.py is the same in Python.

const TOKEN = /[\p{L}\p{N}]+/gu
const THOUSANDS = /(?<!\d)\d{1,3}(?: \d{3})+(?!\d)/g      // 435 876 is one number
const MENDED = /H(?=[А-ӿ])|(?<=[a-z])['’]s\b/g      // a capital that looks like Н, its small letter does not; last year's
const CYRILLIC = /[а-яәғқңөұүһі]/
const KEPT = 50000      // words that are remembered

// What is made of a word is made once.
export function remembered(make) {
  const known = new Map()
  return word => {
    if (known.size > KEPT) known.clear()
    if (!known.has(word)) known.set(word, make(word))
    return known.get(word)
  }
}

export function makeNormal({ normal, folding, lookalikes }) {
  const dropped = new RegExp(`[${normal.dropped}]`, "g")
  const marks = new RegExp(`[${normal.marks}]`, "g")
  const letters = new Map(Object.entries(normal.letters))
  const skeletons = new Map(Object.entries(folding.letters))
  const pair = new RegExp(Object.keys(folding.pairs).join("|"), "g")

  const replace = (text, map) => [...text].map(letter => map.get(letter) ?? letter).join("")
  const repaired = new Map(Object.entries(lookalikes))

  const text = given => replace(given.replace(dropped, "").normalize("NFKC").replace(MENDED, found => found[1] ? "" : "н").toLowerCase().replace(marks, ""), letters)

  // In a word that mixes alphabets the Latin letters are slips of the keyboard.
  const repair = token => /[a-z]/.test(token) && CYRILLIC.test(token) ? replace(token, repaired) : token

  // 2024ж is a year and a letter, KZ31 a word and a number; км2 is one thing.
  const cut = token => {
    const found = /^(?:(\d+)(\D.*)|(\D{2,})(\d{2,}))$/su.exec(token)
    return (found ? found.slice(1).filter(Boolean) : [token]).map(repair)
  }

  const tokens = given => (text(given).replace(THOUSANDS, number => number.replaceAll(" ", "")).match(TOKEN) || []).flatMap(cut)

  const fold = remembered(word => replace(word, skeletons).replace(pair, found => folding.pairs[found]).replace(/(\D)\1+/gu, "$1"))
  const key = remembered(stem => foldStem(fold(stem)))
  return { text, tokens, fold, key }
}

// The skeleton of a stem, blind also to the narrow vowel that may fall (халық, халқы) and to the voice of its last sound.
export function foldStem(skeleton) {
  return skeleton
    .replace(/g$/, "k").replace(/b$/, "p")
    .replace(/([aeiou][^aeiou])i([^aeiou])$/, "$1$2")
}
