/* Sorting and filtering of the tables that hooks/templates/table.html writes. The tables are
   whole without it. Words shown to readers are Kazakh; letters sort in the Kazakh order. */
(() => {
  "use strict"

  const collator = new Intl.Collator("kk", { numeric: true, sensitivity: "base" })

  /* `data-sort` where the build wrote one, else the text; null for what is unknown. */
  const key = (row, column) => {
    const cell = row.cells[column]
    if (cell.classList.contains("is-missing")) return null
    return cell.dataset.sort === undefined ? cell.textContent.trim() : Number(cell.dataset.sort)
  }

  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b)

  const sort = (body, column, descending) => {
    const rows = [...body.rows].map(row => [key(row, column), row])
    rows.sort(([a], [b]) => {
      if (a === null || b === null) return (a === null) - (b === null) // the unknown stays last
      return descending ? compare(b, a) : compare(a, b)
    })
    body.append(...rows.map(([, row]) => row))
  }

  const makeSortable = (table, say) => {
    const heads = [...table.tHead.rows[0].cells]
    heads.forEach((head, column) => {
      if (head.dataset.kind === "source") return
      const title = head.textContent.trim()
      const button = Object.assign(document.createElement("button"), { type: "button", className: "sort" })
      // A note's link stays beside the button: one control cannot stand in another.
      button.append(...[...head.childNodes].filter(node => !node.querySelector?.("a")))
      head.prepend(button)
      button.addEventListener("click", () => {
        const descending = head.getAttribute("aria-sort") === "ascending"
        heads.forEach(other => other.removeAttribute("aria-sort"))
        head.setAttribute("aria-sort", descending ? "descending" : "ascending")
        sort(table.tBodies[0], column, descending)
        say(`Кесте ${descending ? "кему" : "өсу"} ретімен сұрыпталды: ${title}`)
      })
    })
  }

  const makeFilterable = (figure, table, say) => {
    const rows = [...table.tBodies[0].rows]
    const label = document.createElement("label")
    const input = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off" })
    const bar = Object.assign(document.createElement("div"), { className: "data-filter" })
    label.append("Кестеден іздеу ", input)
    bar.append(label)
    figure.prepend(bar)
    input.addEventListener("input", () => {
      const wanted = input.value.toLocaleLowerCase("kk").trim()
      let shown = 0
      for (const row of rows) {
        row.hidden = !row.textContent.toLocaleLowerCase("kk").includes(wanted)
        shown += !row.hidden
      }
      say(shown ? `${rows.length} жолдан көрсетілгені: ${shown}` : "Сәйкес жол жоқ")
    })
    return bar
  }

  const enhance = figure => {
    if (figure.dataset.enhanced) return
    figure.dataset.enhanced = ""
    const table = figure.querySelector("table")
    const status = Object.assign(document.createElement("span"), { className: "data-status" })
    status.setAttribute("role", "status")
    const say = text => { status.textContent = text }
    makeSortable(table, say)
    if ("filterable" in figure.dataset) makeFilterable(figure, table, say).append(status)
    else figure.prepend(status), status.classList.add("visually-hidden")
  }

  const start = () => document.querySelectorAll("[data-sortable]").forEach(enhance)

  /* With instant navigation Material swaps the page and tells of it through document$. */
  if (window.document$) window.document$.subscribe(start)
  else start()
})()
