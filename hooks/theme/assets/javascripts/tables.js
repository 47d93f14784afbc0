/* Sorting and filtering of the tables that hooks/templates/table.html writes. The tables are
   whole without it. Words shown to readers are Kazakh; letters sort in the Kazakh order. */
(() => {
  "use strict"

  const collator = new Intl.Collator("kk", { numeric: true, sensitivity: "base" })

  /* `data-sort` where the build wrote one; of a column of figures the number as it is written
     («−1 234,5»), without notes and marks after it; else the text. Null for what is unknown. */
  const key = (row, column, kind) => {
    const cell = row.cells[column]
    if (cell.classList.contains("is-missing")) return null
    if (cell.dataset.sort !== undefined) return Number(cell.dataset.sort)
    if (kind !== "number" && kind !== "period") return cell.textContent.trim()
    const said = [...cell.childNodes].find(node => node.textContent.trim())?.textContent ?? ""
    const figure = Number(said.replace(/\s/g, "").replace("−", "-").replace(",", "."))
    return Number.isNaN(figure) ? null : figure
  }

  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b)

  const sort = (body, column, kind, descending) => {
    const rows = [...body.rows].map(row => [key(row, column, kind), row])
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
      // Links to notes and sources stay beside the button: one control cannot stand in another.
      button.append(...[...head.childNodes].filter(node => !node.matches?.("a, :has(a)")))
      head.prepend(button)
      button.addEventListener("click", () => {
        const descending = head.ariaSort === "ascending"
        heads.forEach(other => { other.ariaSort = null })
        head.ariaSort = descending ? "descending" : "ascending"
        sort(table.tBodies[0], column, head.dataset.kind, descending)
        say(descending ? `@text:script.tables.descending@` : `@text:script.tables.ascending@`)
      })
    })
  }

  /* A text to look for and to look in: blanks of any kind are one, between digits they are none. */
  const plain = text => text.toLocaleLowerCase("kk").replace(/\s+/g, " ").replace(/(?<=\d) (?=\d)/g, "").trim()
  const words = row => [...row.cells]
    .map(cell => plain([...cell.childNodes].filter(node => node.nodeName !== "SUP").map(node => node.textContent).join(" ")))
    .join("\n") // what is sought stands in one cell

  const makeFilterable = (input, table, say) => {
    const rows = [...table.tBodies[0].rows]
    const change = () => {
      const wanted = plain(input.value)
      let shown = 0
      for (const row of rows) {
        row.hidden = !words(row).includes(wanted)
        shown += !row.hidden
      }
      const total = rows.length
      say(shown ? `@text:script.tables.shown@` : "@text:script.tables.none@")
    }
    input.addEventListener("input", change)
    if (input.value) change() // typed before this script came
  }

  const enhance = figure => {
    if ("enhanced" in figure.dataset) return
    figure.dataset.enhanced = ""
    const table = figure.querySelector("table")
    let status = figure.querySelector(".data-status")
    if (!status) {
      status = Object.assign(document.createElement("span"), { className: "visually-hidden", role: "status" })
      figure.prepend(status)
    }
    const say = text => { status.textContent = text }
    makeSortable(table, say)
    const filter = figure.querySelector(".data-filter input")
    if (filter) makeFilterable(filter, table, say)
  }

  /* On a phone the style sheet lays sentences out as blocks, and some browsers then forget that
     they are a table; the roles say it again. In the HTML they would be said twice. */
  const ROLES = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", "thead th": "columnheader", "tbody th": "rowheader", td: "cell" }
  const tell = table => {
    if (table.caption?.querySelector("a")) return // a table by role may hold no link beside its rows
    table.role = ROLES.table
    for (const [part, role] of Object.entries(ROLES)) {
      table.querySelectorAll(part).forEach(element => { element.role = role })
    }
  }

  /* One table at a time, when the page is at rest: a long page starts at once. */
  const rest = window.requestIdleCallback ?? setTimeout
  const start = () => {
    const tables = [...document.querySelectorAll("[data-sortable], .figures--stacks")]
    const next = () => {
      const one = tables.shift()
      if (!one) return
      if (one.matches("table")) tell(one)
      else enhance(one)
      rest(next)
    }
    rest(next)
  }

  start()
  addEventListener("page", start) // another one, by instant navigation (later.js)
})()
