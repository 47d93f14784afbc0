/* Filter of a long list in groups, such as the bibliography: by words, and by how far a source can
   be trusted. The page holds its field and buttons: <div data-filters="class of the lists">. The list
   is whole without it. */
(() => {
  "use strict"

  const plain = text => text.toLocaleLowerCase("kk").replace(/\s+/g, " ").trim()

  const enhance = bar => {
    if (bar.dataset.ready) return
    bar.dataset.ready = "yes"
    const lists = [...document.querySelectorAll(`ol.${bar.dataset.filters}`)]
    const headingOf = part => !part || part.matches("h2") ? part : headingOf(part.previousElementSibling)
    const groups = lists.map(list => ({
      list,
      heading: headingOf(list.previousElementSibling),
      entries: [...list.children].map(entry => ({ entry, text: plain(entry.textContent) })),
    }))
    const total = groups.reduce((sum, { entries }) => sum + entries.length, 0)
    const box = bar.querySelector("input")
    const status = bar.querySelector("[role=status]")
    const chips = [...bar.querySelectorAll("button")]
    let rank = ""

    const filter = () => {
      const wanted = plain(box.value)
      let shown = 0
      for (const { list, heading, entries } of groups) {
        let here = 0
        for (const { entry, text } of entries) {
          entry.hidden = !text.includes(wanted) || Boolean(rank) && !entry.querySelector(`.rank--${rank}`)
          here += !entry.hidden
        }
        list.hidden = !here
        if (heading) heading.hidden = !here
        shown += here
      }
      status.textContent = shown ? `@text:script.list.shown@` : "@text:script.list.none@"
    }

    for (const chip of chips) {
      chip.addEventListener("click", () => {
        rank = chip.value
        for (const other of chips) other.setAttribute("aria-pressed", String(other === chip))
        filter()
      })
    }
    box.addEventListener("input", filter)
    if (box.value) filter() // typed before this script came

    /* An entry that an address names is shown, whatever is filtered. */
    addEventListener("hashchange", () => {
      if (!document.querySelector(":target")?.hidden) return
      box.value = ""
      chips[0].click()
    })
  }

  /* The way from an entry to the page that says more of it, which the page itself names once. */
  const link = list => {
    for (const entry of list.children) {
      if (entry.querySelector(".source")) return
      entry.append(" ", Object.assign(document.createElement("a"), { className: "source", href: `${list.dataset.notes}#${entry.id}`, textContent: "@text:script.list.notes@" }))
    }
  }

  const start = () => {
    document.querySelectorAll("[data-filters]").forEach(enhance)
    document.querySelectorAll("[data-notes]").forEach(link)
  }
  if (window.document$) window.document$.subscribe(start)
  else start()
})()
