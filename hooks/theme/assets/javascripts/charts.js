/* Values of a chart under the pointer, the finger or the arrow keys: a guide line and a card with
   period, figures, status and note, all read from the table that stands on the page. The chart is
   whole without it; nothing is drawn that the build has not drawn. A press on a name lights its
   line. Frames say where the rows begin (data-points), drawings where the years stand (data-axis:
   place and year of the first, of the last, top and bottom of the plot). */
(() => {
  "use strict"

  const made = new WeakMap()
  const svgOf = drawing => drawing.querySelector("svg")
  const drawn = frame => [...frame.querySelectorAll("[data-axis]")].find(one => one.offsetParent)

  const decimal = period => {
    const [year, month = 1, day = 1] = period.split("-").map(Number)
    return year + (month - 1) / 12 + (day - 1) / 365
  }

  const said = cell => [...cell.childNodes]
    .filter(node => node.nodeType === Node.TEXT_NODE)
    .map(node => node.textContent).join("").trim()

  const notes = cells => cells.flatMap(cell => [...cell.querySelectorAll("sup a[href^='#']")])
    .map(link => document.getElementById(link.hash.slice(1))?.textContent.trim())

  const status = cell => {
    const small = cell.querySelector("small")?.textContent
    if (small) return small
    const heads = [...cell.closest("table").tHead.rows[0].cells]
    const column = heads.findIndex(head => head.textContent.trim() === "@text:column.status@")
    const told = column < 0 ? "" : cell.parentElement.cells[column].textContent.trim()
    return told === "@text:status.official@" ? "" : told
  }

  /* [series, year, cell] of all figures that the chart shows. */
  const cells = frame => {
    const own = frame.closest("figure").querySelector("figcaption table")
    const rows = frame.dataset.points.split(" ")
    if (own) {
      return [...own.tBodies[0].rows].flatMap(row =>
        rows.map((_, series) =>
          [series, Number(row.cells[0].dataset.sort ?? said(row.cells[0])), row.cells[series + 1]]))
    }
    return rows.flatMap((begins, series) =>
      [...document.querySelectorAll(`[id^="${begins}-"]`)].flatMap(part => {
        const period = part.id.slice(begins.length + 1)
        if (!/^\d{4}(-\d\d){0,2}$/.test(period)) return []
        const cell = part.matches("tr") ? part.querySelector("td.is-number") : part
        return cell ? [[series, decimal(period), cell]] : []
      }))
  }

  /* What is known of each period, in the order of time. */
  const read = frame => {
    const periods = new Map()
    const [, first, , last] = drawn(frame).dataset.axis.split(" ").map(Number)
    for (const [series, year, cell] of cells(frame)) {
      if (!said(cell) || cell.classList.contains("is-missing")) continue
      if (year < first - 0.01 || year > last + 0.01) continue
      const head = cell.parentElement.cells[0]
      const key = year.toFixed(3)
      const one = periods.get(key) ?? { year, period: said(head) || head.textContent, values: [], notes: [] }
      one.values.push({ series, value: said(cell), status: status(cell) })
      one.notes.push(...notes([head, cell]))
      periods.set(key, one)
    }
    return [...periods.values()].sort((a, b) => a.year - b.year)
  }

  const element = (name, className, text = "") =>
    Object.assign(document.createElement(name), { className, textContent: text })

  const set = (frame, points) => {
    if (!points.length) return null
    const names = (frame.dataset.names ?? "").split("|")
    const { unit = "" } = frame.dataset
    const guide = element("div", "chart__guide")
    const card = element("div", "chart__card")
    const slider = Object.assign(element("input", "visually-hidden chart__slider"), {
      type: "range", min: 0, max: points.length - 1, value: points.length - 1,
    })
    slider.setAttribute("aria-label", "@text:script.charts.period@")

    const line = ({ series, value, status }) => {
      const figure = unit === "%" ? `${value}%` : `${value} ${unit}`.trim()
      return [names[series], status ? `${figure} (${status})` : figure].filter(Boolean).join(": ")
    }

    const hide = () => { guide.hidden = card.hidden = true }
    const show = place => {
      const point = points[place]
      const drawing = drawn(frame)
      const [from, first, to, last, top, bottom] = drawing.dataset.axis.split(" ").map(Number)
      const { width, height } = svgOf(drawing).viewBox.baseVal
      const x = from + (point.year - first) * (to - from) / (last - first)
      drawing.append(guide, card)
      guide.hidden = card.hidden = false
      guide.style.left = `${100 * x / width}%`
      guide.style.top = `${100 * top / height}%`
      guide.style.height = `${100 * (bottom - top) / height}%`
      const right = x > width / 2
      card.style.left = right ? "auto" : `calc(${100 * x / width}% + .5rem)`
      card.style.right = right ? `calc(${100 - 100 * x / width}% + .5rem)` : "auto"
      const key = one => names.length > 1 ? `chart__key chart__key--${one.series + 1}` : ""
      const values = point.values.map(one => element("span", key(one), line(one)))
      const known = [...new Set(point.notes.filter(Boolean))].map(note => element("small", "", note))
      card.replaceChildren(element("b", "", point.period), ...values, ...known)
      slider.value = place
      slider.setAttribute("aria-valuetext", [point.period, ...point.values.map(line), ...known.map(one => one.textContent)].join("; "))
    }

    slider.addEventListener("input", () => show(slider.valueAsNumber))
    slider.addEventListener("focus", () => show(slider.valueAsNumber))
    slider.addEventListener("blur", hide)
    slider.addEventListener("keydown", event => { if (event.key === "Escape") hide() })
    frame.addEventListener("pointerleave", event => { if (event.pointerType === "mouse") hide() })
    frame.after(slider)

    const near = event => {
      const drawing = drawn(frame)
      const [from, first, to, last] = drawing.dataset.axis.split(" ").map(Number)
      const box = svgOf(drawing).getBoundingClientRect()
      const x = (event.clientX - box.left) / box.width * svgOf(drawing).viewBox.baseVal.width
      const year = first + (x - from) * (last - first) / (to - from)
      return points.reduce((best, point, place) =>
        Math.abs(point.year - year) < Math.abs(points[best].year - year) ? place : best, 0)
    }
    return { hide, point: event => show(near(event)) }
  }

  const frameOf = event => event.target.closest?.(".chart__frame[data-points]")

  for (const type of ["pointermove", "pointerdown"]) {
    addEventListener(type, event => {
      const frame = frameOf(event)
      if (frame) return made.get(frame)?.point(event)
      if (type === "pointerdown") for (const one of document.querySelectorAll(".chart__frame[data-points]")) made.get(one)?.hide()
    })
  }

  addEventListener("click", event => {
    const name = /\bt([1-4])\b/.exec(event.target.closest?.("[class^=t]")?.getAttribute("class"))
    const picture = event.target.closest?.(".chart__picture")
    picture?.setAttribute("data-lit", name && picture.dataset.lit !== name[1] ? name[1] : "")
  })

  // A slider for the keyboard stands behind each picture. All are read before the first is set:
  // after each the next would have the whole page laid out anew.
  const start = () => {
    const frames = [...document.querySelectorAll(".chart__frame[data-points]")]
      .filter(frame => !made.has(frame)).map(frame => [frame, read(frame)])
    for (const [frame, points] of frames) made.set(frame, set(frame, points))
  }
  addEventListener("page", start) // another one, by instant navigation (later.js)
  start()
})()
