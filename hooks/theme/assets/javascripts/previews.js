/* What a link of the text leads to: beside it while the pointer or the focus rests on it; on a
   touch screen in a sheet at the foot of the screen, for citations, terms, references and units of
   maps. A second tap, or «open» in the sheet, goes there. A figure's own sheet is its popover (value.html), and
   both look alike. A citation is told by the list of sources at the foot of the page, a term by
   the title of its first use; of any other place within the site the page is fetched once, and its
   entry, section, picture or row is quoted. The links work without it. */
(() => {
  "use strict"

  const LINKS = "article a[href]:not(.headerlink, .md-button, [rel~=external])"
  const SHEETS = ".cite, .term, .ref"
  const SHAPES = "article .map__picture a"
  const ANY = `${LINKS}, ${SHAPES}`
  const QUIET = ".backlinks, .cite-box, .data-sources, .page-sources, nav, [data-frame]"
  const ROWS = 3 // of a table
  const pages = new Map() // address → promise of its document

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties)
    element.append(...children)
    return element
  }
  const box = make("div", { className: "preview md-typeset", id: "__preview", hidden: true })
  box.setAttribute("role", "tooltip")
  const told = make("div", { className: "sheet__text" })
  const onward = make("a", { className: "sheet__open", lang: "kk", textContent: "@text:script.previews.open@" })
  const sheet = make("div", { className: "sheet md-typeset", popover: "auto", tabIndex: -1 }, told, onward)
  sheet.setAttribute("role", "dialog")
  let link = null // whose preview is shown or awaited
  let waiting = 0
  let opened = null // the link whose sheet was open when the finger came down

  const load = address => {
    if (!pages.has(address)) {
      const page = fetch(address).then(answer => answer.ok ? answer.text() : Promise.reject(answer))
        .then(html => new DOMParser().parseFromString(html, "text/html"))
      page.catch(() => pages.delete(address)) // asked again the next time
      pages.set(address, page)
    }
    return pages.get(address)
  }

  const shallow = (element, ...parts) => {
    const copy = element.cloneNode(false)
    copy.append(...parts.filter(Boolean).map(part => part.cloneNode(true)))
    return copy
  }

  const part = target => {
    if (/^H[1-6]$/.test(target.tagName)) {
      const parts = [target.cloneNode(true)]
      for (let next = target.nextElementSibling; next && parts.length < 3; next = next.nextElementSibling) {
        if (/^H[1-6]$/.test(next.tagName)) break
        if (next.matches("p, ul, ol, .admonition") && !next.matches(".head-facts")) parts.push(next.cloneNode(true))
      }
      return parts
    }
    const row = target.matches("tr")
    const table = row ? target.closest("table") : target.matches("figure.data-table") && target.querySelector("table")
    if (table) {
      const body = table.tBodies[0]
      const rows = row ? [target] : [...body.rows].slice(0, ROWS)
      return [make("div", { className: "data-table__scroll" }, shallow(table, table.caption, table.tHead, shallow(body, ...rows)))]
    }
    if (target.tagName === "FIGURE") {
      const caption = target.querySelector("[id$=-caption]") || target.querySelector("figcaption")
      return [caption, target.querySelector("svg")].filter(Boolean).map(one => one.cloneNode(true))
    }
    return [make("div", {}, ...[...target.cloneNode(true).childNodes])]
  }

  /* The part of a page that an address names, without ids and without what is only for the page. */
  const quote = (page, id) => {
    const target = id ? page.getElementById(id) : page.querySelector("article h1")
    if (!target) return null
    const copies = part(target)
    for (const copy of copies) {
      copy.removeAttribute("id")
      if (page !== document && copy.nodeType === 1) copy.lang ||= page.documentElement.lang
      copy.querySelectorAll("[id]").forEach(inner => inner.removeAttribute("id"))
      copy.querySelectorAll(".headerlink, .value__source, details").forEach(inner => inner.remove())
      copy.querySelectorAll("a, button").forEach(inner => inner.replaceWith(...inner.childNodes))
    }
    return copies
  }

  /* What is called by its name: a term, a unit. */
  const entry = (name, text) => [make("p", {}, make("b", { textContent: name })), make("p", { textContent: text })]

  /* What a term carries itself, or its first use on the page does. */
  const meaning = from => {
    if (from.title) { // else the browser would show it too
      from.dataset.preview = from.title
      from.removeAttribute("title")
    }
    if (from.dataset.preview || !from.matches(".term, .cite")) return from.dataset.preview
    const first = document.querySelector(`article a[href="${from.getAttribute("href")}"]:is([title], [data-preview])`)
    return first?.title || first?.dataset.preview
  }

  /* A unit of a map, which says all that there is to tell: its name and a line for each theme. */
  const unit = from => {
    const told = from.querySelector("title")
    if (told) { // else the browser would show it too
      from.setAttribute("aria-label", told.textContent)
      told.remove()
    }
    const [name, ...lines] = from.getAttribute("aria-label").split(/: |\n/)
    const themes = [...from.closest("figure").querySelectorAll(".map__by")]
    const chosen = Math.max(0, themes.findIndex(one => one.checked))
    const title = themes[chosen]?.parentElement.textContent.trim()
    return [name, [title, lines[chosen]].filter(Boolean).join(": ")]
  }

  /* Calls `show` with what there is to show: at once what the page itself knows. */
  const tell = (from, show) => {
    if (from.matches(SHAPES)) return show(entry(...unit(from)))
    const text = meaning(from)
    if (from.matches(".term") && text) return show(entry(...text.split(/: (.*)/)))
    const said = text && [make("p", { textContent: text })]
    const url = new URL(from.href)
    const id = decodeURIComponent(url.hash.slice(1))
    const own = from.matches(".cite") && [...document.querySelectorAll(".page-sources li > a")].find(one => one.hash === url.hash)
    if (own) return show([make("div", {}, ...own.parentElement.cloneNode(true).childNodes)])
    const here = url.pathname === location.pathname
    if (said && !here) show(said)
    url.hash = ""
    const page = here ? Promise.resolve(document) : load(url.href)
    page.then(found => show(quote(found, id) || said)).catch(() => show(said))
  }

  const inside = from => {
    const url = new URL(from.href, location.href)
    return url.origin === location.origin && !from.closest(QUIET) && !/\.(?!html)[a-z]+$/.test(url.pathname)
  }

  /* ---- beside the link ---- */

  const hide = () => {
    clearTimeout(waiting)
    link?.removeAttribute("aria-describedby")
    link = null
    box.hidden = true
  }

  const beside = from => parts => {
    if (from !== link || !parts) return
    box.replaceChildren(...parts)
    box.hidden = false
    if (!from.matches(SHAPES)) from.setAttribute("aria-describedby", box.id) // it is named so already
    const lines = from.getClientRects()
    const at = lines[lines.length - 1]
    const below = at.bottom + box.offsetHeight + 8 < innerHeight
    box.style.top = `${scrollY + (below ? at.bottom + 6 : at.top - box.offsetHeight - 6)}px`
    box.style.left = `${scrollX + Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 8))}px`
  }

  const ask = from => {
    if (from === link) return
    hide()
    if (!from.matches(SHAPES) && !inside(from)) return
    link = from
    waiting = setTimeout(() => tell(from, beside(from)), 250)
  }

  /* ---- the sheet ---- */

  const lift = (from, address, name, ...parts) => {
    hide()
    link = from
    told.replaceChildren(...parts)
    onward.href = address
    sheet.setAttribute("aria-label", name)
    document.querySelector("main").append(sheet) // not before: a link that leads nowhere is a fault
    sheet.showPopover()
    sheet.focus({ preventScroll: true })
  }

  const shape = from => {
    const [name, said] = unit(from)
    lift(from, from.href.baseVal, name, ...entry(name, said))
    const over = from.ownerSVGElement.getBoundingClientRect().bottom - sheet.getBoundingClientRect().top
    if (over > 0) scrollBy(0, over) // the map stays in view
  }

  const open = from => {
    lift(from, from.href, from.textContent.trim(), make("p", { lang: "kk", textContent: "@text:script.previews.loading@" }))
    tell(from, parts => { if (link === from) told.replaceChildren(...(parts || [make("p", { textContent: from.textContent })])) })
  }
  sheet.addEventListener("toggle", event => { if (event.newState === "closed") link = null })

  document.addEventListener("pointerdown", event => {
    opened = sheet.matches(":popover-open") && event.target.closest?.(ANY) === link ? link : null
  }, true)
  document.addEventListener("click", event => {
    const from = event.target.closest?.(ANY)
    const touched = event.pointerType === "touch" || event.pointerType === "pen"
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey
    if (!from || !touched || !plain || from === opened) return hide()
    if (!from.matches(SHAPES) && !(from.matches(SHEETS) && inside(from))) return hide()
    event.preventDefault()
    event.stopPropagation() // instant navigation would follow it
    if (from.matches(SHAPES)) shape(from)
    else open(from)
  }, true)

  /* ---- who asks for it ---- */

  document.addEventListener("pointerover", event => {
    if (event.pointerType !== "mouse") return
    const from = event.target.closest?.(ANY)
    if (from) ask(from)
    else if (link && !box.contains(event.target) && document.activeElement !== link) {
      clearTimeout(waiting)
      waiting = setTimeout(hide, 200) // time to reach the preview itself
    } else if (box.contains(event.target)) clearTimeout(waiting)
  })
  document.addEventListener("focusin", event => {
    const from = event.target.closest?.(ANY)
    if (from?.matches(":focus-visible")) ask(from)
    else if (!sheet.contains(event.target)) hide()
  })
  document.addEventListener("keydown", event => event.key === "Escape" && hide())

  const start = () => {
    hide()
    sheet.remove()
    document.querySelector("main").append(box)
  }
  if (window.document$) window.document$.subscribe(start)
  else start()
})()
