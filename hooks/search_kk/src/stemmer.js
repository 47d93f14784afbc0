// Kazakh stemmer: the JavaScript interpreter of suffixes.yml. kazakh_stemmer.py is the same in Python; change both or none.

const NOMINAL = 1
export const VERB = 2
const INNER = 1
export const KNOWN = 2, DERIVATION = 4
const NEUTRAL = "иуюё"
const VOWELS = "аәеоөұүыіиуюя"

// lexicon: Map of stem -> classes (1 nominal, 2 verb, 3 both)
export function makeStemmer(table, lexicon) {
  const { letters, harmony, slots, endings } = table
  const [devoice, elided, irregular] = [table.devoice, table.elided, table.irregular].map(object => new Map(Object.entries(object)))
  const longest = Math.max(...Object.keys(endings).map(ending => ending.length))
  const codas = new Set(table.codas), apart = new Set(table.apart)
  const rules = new Map(Object.entries(endings))
  const allowed = slots.map(slot => slots.map((_, i) => slot.after.includes(i)))
  const nounEndings = Object.entries(table.noun_endings)
  const listed = new Map()

  function key(stem) {
    const unvoiced = devoice.get(stem[stem.length - 1])
    return unvoiced === undefined ? stem : stem.slice(0, -1) + unvoiced
  }

  // Add a stem to the lexicon; tells whether that is new.
  function list(stem, classes) {
    const before = listed.get(key(stem)) || 0
    if ((before | classes) === before) return false
    listed.set(key(stem), before | classes)
    return true
  }
  for (const [stem, classes] of lexicon) list(stem, classes)

  const sounds = new Map(Object.entries(letters))
  // vowel -> 1 back, 2 front, 3 either
  const vowels = new Map([...Object.entries(harmony), ...[...NEUTRAL].map(letter => [letter, 3])])

  // May a suffix of this harmony stand after the last sound of base (or of its first `end` letters)?
  function fits(base, mask, wanted, end = base.length) {
    if (!(sounds.get(base[end - 1]) & mask)) return false
    if (!wanted) return true
    for (let i = end - 1; i >= 0; i--) {
      const vowel = vowels.get(base[i])
      if (vowel) return (vowel & wanted) > 0
    }
    return false
  }

  const hasVowel = text => {
    for (let i = text.length - 1; i >= 0; i--) if (vowels.has(text[i])) return true
    return false
  }

  // The key of a stem that stood before the sound `follows`: devoicing undone, the fallen vowel put back.
  function restore(base, follows) {
    const stem = key(base)
    if (VOWELS.includes(follows) && !listed.has(stem))
      for (let start = Math.max(0, stem.length - 4); start < stem.length - 1; start++)
        if (start !== 1 && elided.has(stem.slice(start)))
          return stem.slice(0, start) + elided.get(stem.slice(start))
    return stem
  }

  // How unlikely a stem is that no list knows.
  function priceOf(stem, classes, whole) {
    let gain = 0
    for (const [ending, value] of nounEndings)
      if (value > gain && stem.endsWith(ending)) gain = value
    let price = -gain
    if (whole) return price
    if (stem.length < table.short_price.length) price += table.short_price[stem.length]
    if (classes === VERB) price += table.unlisted_verb_price
    const coda = stem.slice(-2)
    if (!hasVowel(coda) && !codas.has(coda)) price += table.cluster_price
    return price
  }

  // The stem of the best way to cut the word.
  function analyse(word) {
    let best = -Infinity, chosen = key(word)

    function addRoot(end, lost, right, gain, flags) {
      const classes = right < 0 ? NOMINAL | VERB : slots[right].roots
      const base = word.slice(0, end) + lost
      if (!classes || !hasVowel(base)) return
      const stem = right < 0 ? key(base) : restore(base, word[end])
      let score
      if (listed.get(stem) & classes)
        score = table.listed_gain + (right < 0 ? table.whole_gain : 0) + table.listed_letter * stem.length + gain
      else if (!(flags & KNOWN) && !lost && (right < 0 || base.length > 1))
        score = gain - priceOf(stem, classes, right < 0)
      else return
      if (score > best) {
        best = score
        chosen = stem
      }
    }

    function walk(end, right, gain, flags, lost) {
      addRoot(end, lost, right, gain, flags)
      if (lost) return
      for (let size = Math.min(longest, end - 1); size > 0; size--) {
        const left = end - size
        const found = rules.get(word.slice(left, end))
        if (!found) continue
        for (const [slot, mask, wanted, restored] of found) {
          const rule = slots[slot]
          if (rule.flags & DERIVATION || (right < 0 ? rule.flags & INNER : !allowed[right][slot])) continue
          if (fits(restored ? word.slice(0, left) + restored : word, mask, wanted, restored ? undefined : left))
            walk(left, slot, gain + (rule.gain + table.letter_gain * (size - 1)), flags | rule.flags, restored)
        }
      }
    }

    walk(word.length, -1, 0, 0, "")
    return chosen
  }

  function stem(word) {
    return irregular.get(word) || analyse(word)
  }

  // isKnown: whether a stem is known from elsewhere, too (the words of the index)
  function underived(base, isKnown) {
    if (apart.has(base)) return
    for (let size = Math.min(longest, base.length - 2); size > 0; size--) {
      const left = base.length - size
      const found = rules.get(base.slice(left))
      if (!found) continue
      for (const [slot, mask, wanted, lost] of found) {
        const rule = slots[slot]
        const shorter = base.slice(0, left) + lost
        if (rule.flags & DERIVATION && fits(shorter, mask, wanted)) {
          const head = restore(shorter, base[left])
          const deeper = underived(head, isKnown)
          if (deeper !== undefined) return deeper
          if (listed.get(head) & rule.roots || (isKnown && isKnown(head))) return head
        }
      }
    }
  }

  // The head of the family of words: the stem without its derivation, down to a known stem.
  function family(base, isKnown) {
    const head = underived(base, isKnown)
    return head === undefined ? base : head
  }

  return { stem, list, family, root: word => family(stem(word)), key }
}

// The embedded list: «nominal stems|verb stems», each separated by spaces.
export function readLexicon(text) {
  const lexicon = new Map()
  text.split("|").forEach((stems, i) => {
    for (const stem of stems.split(" ").filter(Boolean))
      lexicon.set(stem, (lexicon.get(stem) || 0) | (i ? VERB : NOMINAL))
  })
  return lexicon
}
