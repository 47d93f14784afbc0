/* Units, periods and pictures that a reader chooses: the figures as a ranking, on a map or as lines.
   The build has written all figures and drawn all shapes and lines; here they are shown and hidden.
   The choice stands in the address («?tandau=grp&korinis=karta&jyl=2023&birlik=…»), so
   that a link shows the same. Fetched by later.js for who opens a choice. */
(() => {
  "use strict"

  const MOST = 8 // lines with a look of their own; more are grey, with their names
  const VIEWS = { karta: "@text:script.choose.map@", syzyq: "@text:script.choose.lines@", reiting: "@text:script.choose.ranking@" }

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties)
    element.append(...children)
    return element
  }
  const remark = text => make("p", { className: "choose__note" }, text)
  const parsed = text => new DOMParser().parseFromString(text, "image/svg+xml").documentElement
  const sheet = new URL("../stylesheets/choose.css", document.currentScript.src)
  const styled = new Promise(done => {
    // not in the head, which instant navigation makes anew
    document.body.append(make("link", { rel: "stylesheet", href: sheet, onload: done, onerror: done }))
  })
  const fetched = new Map()
  const get = (address, read) => {
    const { href } = new URL(address, location)
    if (!fetched.has(href)) fetched.set(href, fetch(href).then(answer => answer.ok ? answer[read]() : Promise.reject(answer.status)))
    return fetched.get(href)
  }

  /* ---- the state and its address ---- */

  const asked = id => {
    const query = new URLSearchParams(location.search)
    return query.get("tandau") === id ? query : new URLSearchParams()
  }
  const note = (id, state, anchor = "") => {
    const query = new URLSearchParams(location.search)
    query.set("tandau", id)
    const told = { korinis: state.view, jyl: state.period, birlik: [...state.chosen].join(",") }
    for (const [name, value] of Object.entries(told)) value ? query.set(name, value) : query.delete(name)
    history.replaceState(history.state, "", `?${String(query).replaceAll("%2C", ",")}${anchor && "#"}${anchor}`)
  }

  /* ---- the three pictures ---- */

  const row = (data, period, place, picked) => {
    const [id, name] = data.units[place]
    const value = period.values[place]
    const bar = value === null ? "" : make("i", { className: "choose__bar" })
    if (bar) bar.style.width = `${period.widths[place]}%`
    const made = make("tr", { className: picked.includes(id) || (!picked.length && id === data.own) ? "is-own" : "" },
      make("td", { className: "is-place", textContent: period.ranks[place] || "–" }),
      make("th", { scope: "row", textContent: name }),
      make("td", { className: "is-number", textContent: value ?? "@text:cell.missing@" }),
      make("td", { className: "is-bar" }, bar))
    return made
  }

  const ranking = (data, period, picked) => {
    const places = [...period.values.keys()]
      .filter(place => !picked.length || picked.includes(data.units[place][0]))
      .sort((a, b) => (period.ranks[a] || 99) - (period.ranks[b] || 99))
    const head = ["@text:ranking.place@", "@text:ranking.unit@", [`@text:ranking.value@`, data.unit].filter(Boolean).join(", "), ""]
    return make("div", { className: "choose__scroll", tabIndex: 0 }, make("table", { className: "figures" },
      make("caption", { textContent: `${data.title}, ${period.name}` }),
      make("thead", {}, make("tr", {}, ...head.map(text => text ? make("th", { scope: "col", textContent: text }) : make("td")))),
      make("tbody", {}, ...places.map(place => row(data, period, place, picked)))))
  }

  const said = (data, period, place) => {
    const value = period.values[place]
    const figure = value === null ? "@text:cell.missing@" : data.unit === "%" ? `${value}%` : `${value} ${data.unit}`.trim()
    const rank = period.ranks[place]
    const ranked = rank ? `@text:script.choose.rank@` : ""
    return `${data.units[place][1]}: ${figure}` + (ranked && ` (${ranked})`)
  }

  const map = async (data, period, picked, base, say) => {
    const svg = parsed(await get(new URL(data.map, base), "text"))
    svg.setAttribute("aria-label", `${data.title}, ${period.name}`)
    period.values.forEach((_, place) => {
      const [id] = data.units[place]
      const shape = svg.querySelector(`[data-unit="${id}"]`)
      shape.classList.add(`a${period.classes[place]}`)
      shape.classList.toggle("is-chosen", picked.includes(id))
      shape.addEventListener("pointerenter", () => say(said(data, period, place)))
      shape.addEventListener("click", () => say(said(data, period, place)))
      if (picked.includes(id)) svg.querySelector("g:last-of-type").after(shape) // its edge above the others'
    })
    const steps = period.legend.map((text, place) => text && make("li", { className: `a${place + 1}`, textContent: text }))
    if (period.classes.includes(0)) steps.push(make("li", { className: "a0", textContent: "@text:cell.missing@" }))
    return [
      make("div", { className: "map__frame" }, svg),
      make("div", { className: "map__legend" },
        make("p", { textContent: `${[period.name, period["legend-unit"]].filter(Boolean).join(", ")}:` }),
        make("ul", {}, ...steps.filter(Boolean))),
      remark("@text:map.classes@"),
    ]
  }

  /* Names at the ends of the chosen lines, one above another where they would touch. */
  const spread = svg => {
    const names = [...svg.querySelectorAll("[class^=l] text")].sort((a, b) => a.getAttribute("y") - b.getAttribute("y"))
    const low = svg.viewBox.baseVal.height - 8
    names.forEach((name, place) => {
      if (place) name.setAttribute("y", Math.max(name.getAttribute("y"), Number(names[place - 1].getAttribute("y")) + 13))
    })
    names.reverse().forEach((name, place) => {
      const end = place ? Number(names[place - 1].getAttribute("y")) - 13 : low
      name.setAttribute("y", Math.min(name.getAttribute("y"), end))
    })
  }

  const names = (data, ids) => ids.map(id => data.units.find(([other]) => other === id)[1]).join(", ")

  /* The drawings that hold any of the units: places of unlike size have a scale of their own. */
  const lines = (data, shown) => data.lines.filter(one => one.units.some(id => shown.includes(id))).flatMap((one, scale) => {
    const drawings = ["narrow", "wide"].map(name => {
      const svg = parsed(one[name].replace("<svg", "<svg xmlns='http://www.w3.org/2000/svg'"))
      svg.setAttribute("role", "img")
      svg.setAttribute("aria-label", `${data.title}: ${names(data, shown.filter(id => one.units.includes(id)))}`)
      shown.forEach((id, place) => {
        const line = svg.querySelector(`[data-unit="${id}"]`)
        line?.setAttribute("class", place < MOST ? `l${place + 1}` : "l0")
        line?.parentElement.append(line)
      })
      const made = make("div", { className: `choose__drawing choose__drawing--${name}` }, svg)
      spread(svg)
      return made
    })
    return [
      ...[scale && "@text:chart.scales@", one.unit].filter(Boolean).map(remark),
      make("div", { className: "chart__frame" }, ...drawings),
      ...one.notes.map(remark),
    ]
  })

  /* ---- the controls ---- */

  let number = 0

  const chooser = async (box, id, anchor) => {
    const base = new URL(box.dataset.choose, location)
    const [data] = await Promise.all([get(base, "json"), styled])
    const query = asked(id)
    const views = Object.keys(VIEWS).filter(view => ({ karta: data.map, syzyq: data.lines, reiting: data.periods.length })[view])
    const known = new Set(data.units.map(([unit]) => unit))
    const state = {
      view: views.includes(query.get("korinis")) ? query.get("korinis") : views[0],
      period: data.periods.some(one => one.id === query.get("jyl")) ? query.get("jyl") : data.periods[0]?.id,
      chosen: new Set((query.get("birlik") ?? "").split(",").filter(unit => known.has(unit))),
    }
    const picture = make("div", { className: "choose__picture map" })
    const status = make("p", { className: "choose__said" })
    status.setAttribute("aria-live", "polite")
    const say = text => { status.textContent = text }
    const count = make("summary")

    /* Gives in words what it shows. */
    const draw = async () => {
      const asLines = state.view === "syzyq"
      const period = data.periods.find(one => one.id === state.period)
      const offered = asLines ? data.lines.flatMap(one => one.units) : period.values.map((_, place) => data.units[place][0])
      const picked = [...state.chosen].filter(unit => offered.includes(unit))
      boxes.forEach(label => { label.hidden = !offered.includes(label.firstChild.value) })
      count.textContent = picked.length ? `@text:script.choose.units@: ${picked.length}` : "@text:script.choose.all-units@"
      years.parentElement.hidden = data.periods.length < 2 || asLines
      const first = picked.length ? picked : offered.length > MOST ? [offered.includes(data.own) ? data.own : offered[0]] : offered
      const shown = asLines ? lines(data, first)
        : state.view === "karta" ? await map(data, period, picked, base, say) : [ranking(data, period, picked)]
      const notes = asLines ? [] : period.notes
      picture.replaceChildren(...shown, ...notes.map(remark))
      return [VIEWS[state.view], asLines ? names(data, first) : [period.name, names(data, picked)]].flat().filter(Boolean).join(", ")
    }
    const changed = () => {
      note(id, state, anchor)
      draw().then(say)
    }

    const group = `choose-${++number}`
    const radios = views.map(view => {
      const input = make("input", { type: "radio", name: group, value: view, checked: view === state.view })
      input.addEventListener("change", () => { state.view = view; changed() })
      return make("label", {}, input, ` ${VIEWS[view]}`)
    })
    const years = make("select", {}, ...data.periods.map(one => make("option", { value: one.id, textContent: one.name })))
    years.value = state.period
    years.addEventListener("change", () => { state.period = years.value; changed() })
    const boxes = data.units.map(([unit, name]) => {
      const input = make("input", { type: "checkbox", value: unit, checked: state.chosen.has(unit) })
      input.addEventListener("change", () => {
        state.chosen[input.checked ? "add" : "delete"](unit)
        changed()
      })
      return make("label", {}, input, ` ${name}`)
    })
    const none = make("button", { type: "button", className: "choose__none", textContent: "@text:script.choose.none@" })
    none.addEventListener("click", () => {
      state.chosen.clear()
      boxes.forEach(label => { label.firstChild.checked = false })
      changed()
    })
    const link = make("button", { type: "button", textContent: "@text:script.choose.link@" })
    link.addEventListener("click", () => {
      note(id, state, anchor)
      copyText(location.href, "@text:script.copy.link-done@")
    })
    const controls = make("div", { className: "choose__controls" },
      make("fieldset", {}, make("legend", { className: "visually-hidden", textContent: "@text:script.choose.view@" }), ...radios),
      make("label", {}, "@text:script.choose.period@ ", years),
      make("details", { className: "choose__units chart__notes" }, count,
        make("fieldset", {}, make("legend", { className: "visually-hidden", textContent: "@text:script.choose.units@" }), ...boxes, none)),
      link)
    const panel = make("div", { className: "choose__panel" }, controls, status, picture)
    box.querySelector(".choose__panel, img")?.remove()
    box.append(panel)
    await draw()
  }

  const failed = box => () => {
    box.append(remark("@text:script.choose.failed@"))
    delete box.dataset.ready
  }

  const open = box => {
    if (box.dataset.ready !== undefined) return
    box.dataset.ready = ""
    const id = box.dataset.choose.split("/").pop().replace("-choice.json", "")
    chooser(box, id, box.closest("figure")?.id ?? "").catch(failed(box))
  }

  /* A page where any indicator may be chosen: its links become a list to choose from. */
  const any = list => {
    if (list.dataset.ready !== undefined) return
    list.dataset.ready = ""
    const links = [...list.querySelectorAll("a[data-choose]")]
    const select = make("select", {}, ...links.map(link => make("option", { value: link.dataset.choose, textContent: link.textContent })))
    const box = make("div", { className: "choose" })
    const page = make("a", { textContent: "@text:script.choose.page@" })
    const show = () => {
      box.dataset.choose = select.value
      page.href = links[select.selectedIndex].href
      delete box.dataset.ready
      open(box)
    }
    const id = new URLSearchParams(location.search).get("tandau")
    const wanted = links.find(link => link.dataset.choose.endsWith(`/${id}-choice.json`))
    if (wanted) select.value = wanted.dataset.choose
    select.addEventListener("change", () => { // the same units, in the same way
      const query = new URLSearchParams(location.search)
      note(select.value.split("/").pop().replace("-choice.json", ""), {
        view: query.get("korinis"), chosen: (query.get("birlik") ?? "").split(",").filter(Boolean), period: "",
      })
      show()
    })
    list.prepend(make("label", { className: "choose__indicator" }, "@text:script.choose.indicator@ ", select), box, remark(page))
    show()
  }

  const start = () => {
    const id = new URLSearchParams(location.search).get("tandau")
    const wanted = id && document.querySelector(`details.choose[data-choose$="/${CSS.escape(id)}-choice.json"]`)
    if (wanted) wanted.open = true
    document.querySelectorAll("details.choose[open]").forEach(open)
    document.querySelectorAll(".choose--any").forEach(any)
  }
  document.addEventListener("toggle", ({ target }) => {
    if (target.matches("details.choose[open]")) open(target)
  }, true)
  addEventListener("page", start) // another one, by instant navigation (later.js)
  start()
})()
