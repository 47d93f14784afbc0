// One skeleton for a word however it was typed: Kazakh or Russian keyboard, the Latin alphabets of 2018 and 2021, ASCII.

export function makeFold({ letters, pairs }) {
  const pair = new RegExp(Object.keys(pairs).join("|"), "g")
  const map = new Map(Object.entries(letters))
  return word => {
    let skeleton = ""
    for (const letter of word) {
      const other = map.get(letter)
      skeleton += other === undefined ? letter : other
    }
    return skeleton.replace(pair, found => pairs[found]).replace(/(\D)\1+/g, "$1")
  }
}

// The skeleton of a stem, blind also to the narrow vowel that may fall (халық, халқы) and to the voice of its last sound.
export function foldStem(skeleton) {
  return skeleton
    .replace(/g$/, "k").replace(/b$/, "p")
    .replace(/([aeiou][^aeiou])i([^aeiou])$/, "$1$2")
}

// In a word that mixes alphabets the Latin letters are slips of the keyboard: әкiм with a Latin i is әкім.
export function makeRepair(lookalikes) {
  const latin = new RegExp(`[${Object.keys(lookalikes).join("")}]`, "g")
  return word => /[a-z]/.test(word) && /[а-яёәғқңөұүһі]/.test(word)
    ? word.replace(latin, letter => lookalikes[letter])
    : word
}

// Edit distance with transpositions (Damerau, optimal string alignment), or limit + 1 as soon as it is over the limit.
export function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before = [], above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] !== b[j - 1]))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1)
      row.push(cost)
      if (cost < least) least = cost
    }
    if (least > limit) return limit + 1
    before = above
    above = row
  }
  return above[b.length]
}
