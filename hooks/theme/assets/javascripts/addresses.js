/* Arriving at an address, and copying one.

   Every heading, paragraph, list item, note, row and figure with an id has an address. A quiet
   sign stands beside the block under the pointer (or touched, or holding the focus); it copies
   the link, says so, and offers the link as Markdown and as a citation. From a heading's sign
   the arrow keys lead on to the blocks below. Without this script the headings keep their links. */
(() => {
  "use strict"

  const BLOCKS = ["h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "tr", "figure", "div.admonition", "details"]
    .map(name => `article ${name}[id]`).join(",")
  const NOT = ".value__source, .cite-box, .backlinks, .moved-away, figcaption, figure p, .data-notes li"

  const blocks = () => [...document.querySelectorAll(BLOCKS)].filter(block => !block.closest(NOT))
  const blockOf = node => { // a caption's is its figure
    const block = node?.closest?.(BLOCKS)
    return block?.closest(NOT) ? blockOf(block.parentElement) : block
  }

  /* ---- what is copied ---- */

  const title = () => document.querySelector("meta[property='og:title']").content
  const clean = heading => {
    const copy = heading.cloneNode(true)
    copy.querySelectorAll(".headerlink, .address").forEach(sign => sign.remove())
    return copy.textContent.trim()
  }
  const sectionOf = block => {
    let heading = null
    for (const next of document.querySelectorAll("article :is(h2, h3, h4, h5, h6)[id]")) {
      if (next !== block && next.compareDocumentPosition(block) & Node.DOCUMENT_POSITION_PRECEDING) break
      heading = next
    }
    return heading ? clean(heading) : title()
  }
  const link = block => `${document.querySelector("link[rel=canonical]")?.href || location.href.split("#")[0]}#${block.id}`
  const markdown = block => `[${sectionOf(block).replace(/[[\]\\]/g, "\\$&")}](${link(block)})`
  /* The page's own citation with the title and the address of the section in place of its own. */
  const citation = form => block => {
    const section = sectionOf(block)
    const whole = section === title() ? title() : `${title()}: ${section}`
    const own = document.querySelector(`article .cite-box dt[data-form="${form}"]`)
    const address = link(block)
    return own
      ? own.nextElementSibling.textContent.replace(title(), () => whole).replace(address.split("#")[0], () => address)
      : `${whole}. ${address}`
  }

  /* ---- the sign and its menu: one of each a page ---- */

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties)
    element.append(...children)
    return element
  }

  let block = null // whose sign is shown
  const menu = make("div", { className: "address-menu", lang: "kk", popover: "auto" })
  menu.setAttribute("role", "group")
  menu.setAttribute("aria-label", "@text:script.copy.menu@")
  const inLatin = block => link(block).replace("#", "?jazu=latyn#")
  const item = (name, act) => {
    const button = make("button", { type: "button", textContent: name })
    button.addEventListener("click", async () => {
      await act()
      menu.hidePopover()
    })
    menu.append(button)
    return button
  }
  for (const [name, text, done] of [
    ["@text:script.copy.link@", link, "@text:script.copy.link-done@"],
    ["@text:script.copy.latin@", inLatin, "@text:script.copy.link-done@"],
    ["@text:script.copy.markdown@", markdown, "@text:script.copy.markdown-done@"],
    ["@text:script.copy.gost@", citation("gost"), "@text:script.copy.citation-done@"],
    ["@text:script.copy.apa@", citation("apa"), "@text:script.copy.citation-done@"],
  ]) {
    item(name, () => copyText(text(block), done))
  }

  /* Of a figure also its pictures: as a picture, and as the code of a frame. */
  const copyPicture = async ({ href }) => {
    try {
      const picture = fetch(href).then(answer => answer.blob())
      await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })])
      await copyText("", "@text:script.copy.picture-done@")
    } catch { // a browser that copies no pictures
      await copyText(href, "@text:script.copy.picture-link@")
    }
  }
  const frameOf = ({ href, dataset }, title) => {
    const [width, height] = dataset.frame.split("×")
    const code = make("iframe", { src: href, title, width, height, loading: "lazy" })
    code.style.cssText = `aspect-ratio: ${width} / ${height}; border: 0; height: auto; max-width: 100%`
    return code.outerHTML
  }
  let pictures = []
  const offerPictures = () => {
    pictures.forEach(button => button.remove())
    pictures = [...block.querySelectorAll("a[data-frame]")].flatMap(frame => {
      const kind = frame.dataset.part ? `(${frame.dataset.part})` : ""
      const png = [...block.querySelectorAll("a[download][href$='.png']")]
        .find(one => one.href.split("/").pop() === frame.href.split("/").pop().replace(/html$/, "png"))
      return [
        item(`@text:script.copy.picture@ ${kind}`.trim(), () => copyPicture(png)),
        item(`@text:script.copy.frame@ ${kind}`.trim(), () => copyText(frameOf(frame, sectionOf(block)), "@text:script.copy.frame-done@")),
      ]
    })
  }
  if (navigator.share) { // the device's own dialogue
    const button = make("button", { type: "button", textContent: "@text:script.copy.share@" })
    button.addEventListener("click", () => {
      navigator.share({ title: sectionOf(block), url: link(block) }).catch(() => {})
      menu.hidePopover()
    })
    menu.append(button)
  }

  /* Below its anchor; above it where the screen ends. */
  const place = (element, anchor, left) => {
    const box = anchor.getBoundingClientRect()
    element.style.left = "8px" // as wide as it can be, for its height
    element.style.left = `${Math.max(8, Math.min(scrollX + left, innerWidth - element.offsetWidth - 8))}px`
    const end = innerHeight - 8 - element.offsetHeight // the anchor itself may be past the screen
    const below = box.bottom + 4 <= end
    element.style.top = `${scrollY + (below ? box.bottom + 4 : Math.min(end, box.top - element.offsetHeight - 4))}px`
  }
  const offer = async sign => {
    offerPictures()
    await copyText(link(block), "@text:script.copy.link-done@")
    menu.showPopover()
    place(menu, sign, sign.getBoundingClientRect().left)
  }

  const sign = make("button", { type: "button", className: "address", lang: "kk", textContent: "#", hidden: true })
  sign.setAttribute("aria-label", "@text:script.copy.here@")
  sign.setAttribute("aria-keyshortcuts", "ArrowDown ArrowUp")
  sign.addEventListener("click", () => offer(sign))

  const show = next => {
    if (!next || next.matches("h2, h3, h4, h5, h6")) { // a heading has its own sign
      if (!menu.matches(":popover-open")) sign.hidden = true
      if (next) block = next
      return
    }
    block = next
    const box = next.getBoundingClientRect()
    sign.hidden = false
    sign.setAttribute("aria-describedby", next.id)
    const left = (next.tagName === "LI" ? next.parentElement.getBoundingClientRect() : box).left
    const margin = left >= 30 // on a phone the sign stands below the end of the block instead
    sign.style.top = `${scrollY + (margin ? box.top : box.bottom - 4)}px`
    sign.style.left = `${scrollX + (margin ? left - 28 : Math.min(box.right, innerWidth) - 34)}px`
  }

  addEventListener("resize", () => sign.hidden || show(block)) // or a phone that is turned scrolls sideways

  const step = (from, by) => {
    const all = blocks()
    const next = all[all.indexOf(from) + by]
    if (!next) return
    next.scrollIntoView({ block: "nearest" })
    show(next)
    const own = next.querySelector(":scope > .headerlink")
    ;(own || sign).focus({ preventScroll: Boolean(own) })
  }

  const moved = event => {
    if (sign.contains(event.target) || menu.contains(event.target) || menu.matches(":popover-open")) return
    const next = blockOf(event.target)
    if (next) show(next)
    else if (event.type === "click") sign.hidden = true
  }
  document.addEventListener("pointerover", event => event.pointerType === "mouse" && moved(event))
  document.addEventListener("click", event => {
    const own = event.target.closest?.("article .headerlink")
    if (own && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault()
      event.stopPropagation() // instant navigation would close the menu
      block = own.parentElement
      history.replaceState(history.state, "", `#${block.id}`)
      offer(own)
    } else moved(event) // on a touch screen a tap shows the sign
  }, true)
  document.addEventListener("focusin", event => {
    if (event.target !== sign && !menu.contains(event.target)) show(blockOf(event.target))
  })
  document.addEventListener("keydown", event => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const own = document.activeElement?.closest?.("article .headerlink")
    if (!by || !(own || document.activeElement === sign) || menu.matches(":popover-open")) return
    event.preventDefault()
    step(own ? own.parentElement : block, by)
  })

  /* ---- arriving ---- */

  /* Instant navigation scrolls before the new page has its final height, and then a row far down
     may be missed: scroll once more when it has. */
  const decoded = text => {
    try { return decodeURIComponent(text) } catch { return text } // «#%» is an address, too
  }

  const arrive = scroll => {
    const id = location.hash && decoded(location.hash.slice(1))
    const target = id && document.getElementById(id)
    if (!target) return
    if (target.classList.contains("moved-away__note")) location.replace(target.querySelector("a").href)
    else if (scroll) whenFree(() => reveal(target))
  }

  /* While the search covers a phone its page does not scroll, and Material frees it a moment after. */
  const whenFree = act => document.body.matches("[data-md-scrolllock]")
    ? setTimeout(whenFree, 50, act)
    : requestAnimationFrame(() => requestAnimationFrame(act))

  /* A row is shown with the heads of its table, whose frame fits the screen; a list of cards has none. */
  const reveal = target => {
    target.scrollIntoView()
    const frame = target.closest(".data-table__scroll")
    if (frame?.offsetHeight < innerHeight) frame.scrollIntoView()
  }

  let first = true // the browser itself scrolls the first page, but for the heads of a row
  const entered = performance.getEntriesByType("navigation")[0]?.type === "navigate"
  let back = false // Material restores the place of a page that was left by itself
  addEventListener("popstate", ({ state }) => { back ||= Boolean(state) }) // without one a fragment was followed
  addEventListener("click", () => { back = false }, true)
  const start = () => {
    document.querySelector("main").append(sign, menu)
    sign.hidden = true
    arrive(first ? entered && document.querySelector("tr:target, td:target") : !back)
    first = back = false
  }
  if (window.document$) window.document$.subscribe(start)
  else start()
})()
