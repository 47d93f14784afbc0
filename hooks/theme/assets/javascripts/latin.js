/* The site in Latin letters: text, titles, labels, charts, and whatever other scripts add later.

   Fetched when a reader first wants it, and then before a page is shown. The choice is kept until
   the switch is pressed again; ?jazu=latyn in an address makes it, too. Words of other languages,
   code, and what bears translate="no" stay as they are. The rules are those of
   hooks/datapages/language/latin.toml, filled in by the build. */
(() => {
  "use strict"

  const { pattern, written, afterConsonant, consonants } = "@rules:latin@"
  const PATTERN = new RegExp(pattern, "g")
  const CYRILLIC = /[\u0400-\u04ff]/
  const WORD = /[\p{L}\p{N}]+/gu
  const ATTRIBUTES = ["title", "aria-label", "placeholder", "alt", "content", "data-copy", "data-title", "data-preview"]
  const KEPT = "code, pre, kbd, samp, script, style, textarea, [translate=no]"

  /* ---- writing ---- */

  const upper = latin => latin.replaceAll("i", "İ").toUpperCase() // ı → I, as in Turkish
  const isLetter = text => text.toLowerCase() !== text.toUpperCase()
  const cased = (latin, found, before, after) => {
    if (found === found.toLowerCase()) return latin
    const beside = found.slice(1) || (isLetter(after) ? after : before)
    const whole = isLetter(beside) && beside === beside.toUpperCase()
    return whole ? upper(latin) : upper(latin.slice(0, 1)) + latin.slice(1)
  }
  const write = text => text.replace(PATTERN, (found, at) => {
    const before = text[at - 1] ?? ""
    const low = found.toLowerCase()
    const loan = before && consonants.includes(before.toLowerCase())
    const latin = (loan ? afterConsonant[low] : undefined) ?? written[low]
    return latin === undefined ? found : cased(latin, found, before, text[at + found.length] ?? "")
  })

  /* ---- what was written, to be put back ---- */

  const own = new WeakMap() // text or attribute → [as it was, as it is now]
  const words = new Map() // for texts that other scripts have cut out of ours
  const toLatin = text => {
    const latin = write(text)
    const now = latin.match(WORD) ?? []
    text.match(WORD)?.forEach((word, i, all) => all.length === now.length && words.set(now[i], word))
    return latin
  }
  const turned = (text, key) => {
    const [before, now] = own.get(key) ?? []
    if (!on) return text === now ? before : text.replace(WORD, word => words.get(word) ?? word)
    if (text === now || !CYRILLIC.test(text)) return text
    const latin = toLatin(text)
    own.set(key, [text, latin])
    return latin
  }

  /* ---- the page ---- */

  let on = false
  const root = document.documentElement
  const kazakh = element =>
    !element.closest(KEPT) && /^kk\b/.test(element.closest("[lang]")?.lang ?? "kk")

  const turnText = node => {
    if (!node.parentElement || !kazakh(node.parentElement)) return
    const text = turned(node.data, node)
    if (text !== node.data) node.data = text
  }
  const turnAttributes = element => {
    for (const name of ATTRIBUTES) {
      const attribute = element.getAttributeNode(name)
      if (!attribute || element.httpEquiv || !kazakh(element)) continue
      const text = turned(attribute.value, attribute)
      if (text !== attribute.value) attribute.value = text
    }
    if (/^kk\b/.test(element.lang) && !element.closest("[translate=no]")) {
      const lang = on ? "kk-Latn" : "kk"
      if (element.lang !== lang) element.lang = lang
    }
  }
  const turn = node => {
    if (node.nodeType === 3) return turnText(node)
    if (node.nodeType !== 1) return
    turnAttributes(node)
    const walker = document.createTreeWalker(node, 5) // elements and texts
    while (walker.nextNode()) {
      const inner = walker.currentNode
      if (inner.nodeType === 3) turnText(inner)
      else turnAttributes(inner)
    }
  }

  /* A page that is still coming, results of the search, another page by instant navigation: all
     are turned before they are painted. */
  const observer = new MutationObserver(changes => {
    for (const { type, target, addedNodes, attributeName } of changes) {
      if (type === "childList") addedNodes.forEach(turn)
      else if (attributeName) turnAttributes(target)
      else turnText(target)
    }
  })
  const all = { attributeFilter: [...ATTRIBUTES, "lang"], characterData: true, childList: true, subtree: true }
  const set = value => {
    on = value
    observer.disconnect()
    turn(root)
    if (on) observer.observe(root, all)
  }

  /* For scripts that read the words of the page: does something while they are Cyrillic. */
  const inCyrillic = then => {
    const was = on
    if (was) set(false)
    then()
    if (was) set(true)
  }

  const choose = value => {
    __md_set("latin", value)
    set(value)
    if (value || !/[?&]jazu=latyn/.test(location.search)) return
    const address = new URL(location)
    address.searchParams.delete("jazu")
    history.replaceState(history.state, "", address)
  }
  Object.assign(__latin, { toggle: () => choose(!on), inCyrillic, write }) // no id of a page begins so
  choose(true)
})()
