/* Filter of a long list in groups, such as the bibliography: by words, and by how far a source can
   be trusted. The page says where the filter stands: <div data-filters="class of the lists">. The
   list is whole without it. */
(() => {
  "use strict"

  const RANKS = [["", "@text:script.list.all@"], ["official", "@text:rank.official@"], ["secondary", "@text:rank.secondary@"], ["weak", "@text:rank.weak@"]]

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties)
    element.append(...children)
    return element
  }
  const plain = text => text.toLocaleLowerCase("kk").replace(/\s+/g, " ").trim()

  const enhance = bar => {
    if (bar.firstChild) return
    const lists = [...document.querySelectorAll(`ol.${bar.dataset.filters}`)]
    const headingOf = part => !part || part.matches("h2") ? part : headingOf(part.previousElementSibling)
    const groups = lists.map(list => ({
      list,
      heading: headingOf(list.previousElementSibling),
      entries: [...list.children].map(entry => ({ entry, text: plain(entry.textContent) })),
    }))
    const total = groups.reduce((sum, { entries }) => sum + entries.length, 0)
    const box = make("input", { type: "search", autocomplete: "off" })
    const status = make("span", { className: "data-status" })
    status.setAttribute("role", "status")
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

    const chips = make("div", { className: "list-filter__ranks" })
    chips.setAttribute("role", "group")
    chips.setAttribute("aria-label", "@text:script.list.rank@")
    for (const [value, name] of RANKS) {
      const chip = make("button", { type: "button", className: value ? `rank rank--${value}` : "rank rank--all", textContent: name })
      chip.setAttribute("aria-pressed", String(!value))
      chip.addEventListener("click", () => {
        rank = value
        for (const other of chips.children) other.setAttribute("aria-pressed", String(other === chip))
        filter()
      })
      chips.append(chip)
    }
    box.addEventListener("input", filter)
    bar.append(make("label", {}, "@text:script.list.filter@ ", box), chips, status)

    /* An entry that an address names is shown, whatever is filtered. */
    addEventListener("hashchange", () => {
      if (!document.getElementById(decodeURIComponent(location.hash.slice(1)))?.hidden) return
      box.value = ""
      chips.firstChild.click()
    })
  }

  /* The way from an entry to the page that says more of it, which the page itself names once. */
  const link = list => {
    for (const entry of list.children) {
      if (entry.querySelector(".source")) return
      entry.append(" ", make("a", { className: "source", href: `${list.dataset.notes}#${entry.id}`, textContent: "@text:script.list.notes@" }))
    }
  }

  const start = () => {
    document.querySelectorAll("[data-filters]").forEach(enhance)
    document.querySelectorAll("[data-notes]").forEach(link)
  }
  if (window.document$) window.document$.subscribe(start)
  else start()
})()
