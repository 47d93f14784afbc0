/* Previews: what a link of the text leads to, shown beside it while the pointer or the focus rests
   on it. The first use of a term carries its meaning in `title`, the first citation of a source its
   short name; for a citation and for any other link within the site the target is fetched once and its
   entry, section or row is quoted. The links work without it. */
(() => {
  "use strict"

  const LINKS = "article a[href]:not(.headerlink, .md-button, [rel~=external])"
  const QUIET = ".backlinks, .cite-box, .data-sources, nav"
  const pages = new Map() // address → promise of its document

  const box = Object.assign(document.createElement("div"), { className: "preview md-typeset", id: "__preview", hidden: true })
  box.setAttribute("role", "tooltip")
  let link = null
  let waiting = 0

  const load = address => {
    if (!pages.has(address)) {
      pages.set(address, fetch(address).then(answer => answer.ok ? answer.text() : Promise.reject(answer))
        .then(html => new DOMParser().parseFromString(html, "text/html")))
    }
    return pages.get(address)
  }

  /* The part of a page that an address names, without ids and without what is only for the page. */
  const quote = (page, id) => {
    const target = id ? page.getElementById(id) : page.querySelector("article h1")
    if (!target) return null
    const parts = []
    if (/^H[1-6]$/.test(target.tagName)) {
      parts.push(target)
      for (let next = target.nextElementSibling; next && parts.length < 3; next = next.nextElementSibling) {
        if (/^H[1-6]$/.test(next.tagName)) break
        if (next.matches("p, ul, ol, .admonition") && !next.matches(".badge")) parts.push(next)
      }
    } else if (target.tagName === "TR") {
      const table = target.closest("table").cloneNode(false)
      table.append(...[target.closest("table").caption, target.closest("table").tHead, target].filter(Boolean).map(part => part.cloneNode(true)))
      parts.push(table)
    } else parts.push(target.querySelector("figcaption, caption") || target)
    const copies = parts.map(part => part.cloneNode(true))
    for (const copy of copies) {
      copy.removeAttribute("id")
      copy.querySelectorAll("[id]").forEach(inner => inner.removeAttribute("id"))
      copy.querySelectorAll(".headerlink, .value__source, .backlinks, .cite-box").forEach(inner => inner.remove())
      copy.querySelectorAll("a, button").forEach(inner => inner.replaceWith(...inner.childNodes))
    }
    return copies
  }

  const hide = () => {
    clearTimeout(waiting)
    link?.removeAttribute("aria-describedby")
    link = null
    box.hidden = true
  }

  const show = (from, parts) => {
    if (from !== link || !parts) return
    box.replaceChildren(...parts)
    box.hidden = false
    from.setAttribute("aria-describedby", box.id)
    const lines = from.getClientRects()
    const at = lines[lines.length - 1]
    const below = at.bottom + box.offsetHeight + 8 < innerHeight
    box.style.top = `${scrollY + (below ? at.bottom + 6 : at.top - box.offsetHeight - 6)}px`
    box.style.left = `${scrollX + Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 8))}px`
  }

  /* What a link carries itself; of a term or a source, what its first mention on the page does. */
  const told = from => {
    if (from.title) { // else the browser would show it too
      from.dataset.preview = from.title
      from.removeAttribute("title")
    }
    if (from.dataset.preview || !from.matches(".term, .cite")) return from.dataset.preview
    const first = document.querySelector(`article a[href="${from.getAttribute("href")}"]:is([title], [data-preview])`)
    return first?.title || first?.dataset.preview
  }

  const preview = from => {
    const text = told(from)
    const say = () => show(from, [Object.assign(document.createElement("p"), { textContent: text })])
    if (text && !from.matches(".cite")) return say()
    const url = new URL(from.href)
    const id = decodeURIComponent(url.hash.slice(1))
    const here = url.pathname === location.pathname
    url.hash = ""
    const page = here ? Promise.resolve(document) : load(url.href)
    page.then(found => show(from, quote(found, id))).catch(() => text && say())
  }

  const ask = from => {
    if (from === link) return
    hide()
    const url = new URL(from.href, location.href)
    if (url.origin !== location.origin || from.closest(QUIET) || /\.(?!html)[a-z]+$/.test(url.pathname)) return
    link = from
    waiting = setTimeout(() => preview(from), 250)
  }

  document.addEventListener("pointerover", event => {
    if (event.pointerType !== "mouse") return
    const from = event.target.closest?.(LINKS)
    if (from) ask(from)
    else if (link && !box.contains(event.target) && document.activeElement !== link) {
      clearTimeout(waiting)
      waiting = setTimeout(hide, 200) // time to reach the preview itself
    } else if (box.contains(event.target)) clearTimeout(waiting)
  })
  document.addEventListener("focusin", event => {
    const from = event.target.closest?.(LINKS)
    if (from?.matches(":focus-visible")) ask(from)
    else hide()
  })
  document.addEventListener("keydown", event => event.key === "Escape" && hide())
  document.addEventListener("click", hide)

  const start = () => {
    hide()
    document.querySelector("main").append(box)
  }
  if (window.document$) window.document$.subscribe(start)
  else start()
})()
