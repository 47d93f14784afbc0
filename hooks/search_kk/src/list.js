// Material's list of results, improved in place: titles lead to the place that was found,
// passages come as results come into view, a badge tells the kind, and a filter keeps one kind.

import { element } from "./dom.js"

export function makeList(panel, { messages, base, ask }) {
  const list = panel.querySelector(":scope > :last-child")
  let query = "", kind = ""
  const asked = new Set()
  const linksTo = location => list.querySelectorAll(`[data-location="${CSS.escape(location)}"]`)

  // Material makes the list anew when the other results follow the best: who stands on one of these stays there.
  let held
  for (const event of ["focusin", "pointerdown"]) document.addEventListener(event, ({ target }) => held = target)

  const seen = new IntersectionObserver(entries => {
    const links = entries.filter(entry => entry.isIntersecting).map(entry => entry.target)
    const wanted = links.map(link => link.dataset.location).filter(location => !asked.has(location))
    for (const link of links) seen.unobserve(link)
    for (const location of wanted) asked.add(location)
    if (wanted.length) ask(wanted)
  })

  const placeOf = url => {
    const { pathname, hash } = new URL(url)
    return decodeURIComponent(pathname.slice(base.pathname.length) + hash)
  }

  function improve(item) {
    const links = [...item.querySelectorAll(".md-search-result__link")]
    for (const link of links) {
      if (link.dataset.location !== undefined) continue
      const location = placeOf(link.href)
      link.dataset.location = location
      const article = link.querySelector("article")
      const tag = article.querySelector(".md-tag")
      if (tag) item.dataset.kind = tag.textContent
      const language = messages.languages?.[tag?.textContent]
      if (language) Object.assign(link, { lang: language, target: "_self" })
      tag?.closest("nav")?.setAttribute("role", "none") // Material's <nav>: a landmark a result
      if (article.querySelector("h2") && !article.querySelector("p")) seen.observe(link)
    }
    // the title of a page that is not itself an answer leads to the first answer in it
    const [first, second] = links
    if (first && second && first.querySelector("h1") && !first.querySelector("h1 mark") && !first.querySelector("p")) first.href = second.href
    item.hidden = Boolean(kind && item.dataset.kind !== kind)
  }

  function filter() {
    const items = [...list.querySelectorAll(".md-search-result__item")]
    const kinds = [...new Set(items.map(item => item.dataset.kind).filter(Boolean))]
    const old = panel.querySelector(".search-kk-filter"), isFocused = old?.contains(document.activeElement)
    old?.remove()
    if (kinds.length < 2 && !kind) return
    const button = (title, value) => element("button", { type: "button", "aria-pressed": String(kind === value), click: () => {
      kind = value
      refresh()
    } }, title)
    list.before(element("div", { class: "search-kk-filter", role: "group", "aria-label": messages.filter }, button(messages.all, ""), ...kinds.map(one => button(one, one))))
    if (isFocused) panel.querySelector("[aria-pressed=true]").focus()
  }

  function refresh() {
    for (const item of list.querySelectorAll(".md-search-result__item")) improve(item)
    filter()
    if (held && !held.isConnected) linksTo(held.dataset.location)[0]?.focus()
  }

  // At once: who presses Enter before the next frame goes to the right place, too.
  new MutationObserver(refresh).observe(list, { childList: true })
  list.addEventListener("toggle", refresh, true)

  return {
    answered(text) {
      if (text !== query) {
        query = text
        kind = ""
      }
      asked.clear()
      refresh()
    },
    texts(pairs) {
      for (const [location, html] of pairs)
        for (const link of linksTo(location)) {
          const article = link.querySelector("article")
          if (!article.querySelector("p")) article.querySelector("h1, h2").insertAdjacentHTML("afterend", html)
        }
    }
  }
}
