/* Which legal category a number of people fits, by the edition of the law that held on a day.
   The answer comes from the same data as the table beside it, which is whole without this. */
(() => {
  "use strict"

  /* «45 447»: not every browser has Kazakh numbers of its own */
  const format = number => String(number).replace(/\B(?=(\d{3})+$)/g, "\u00a0")

  const element = (name, text, children = []) => {
    const made = document.createElement(name)
    if (text) made.textContent = text
    made.append(...children)
    return made
  }

  const MONTHS = "@text:script.calculator.months@".split(" ")

  /* «2008 жылғы 1 қаңтардағы» */
  const onDay = iso => {
    const [year, month, day] = iso.split("-").map(Number)
    const name = MONTHS[month - 1]
    return `@text:script.calculator.day@`
  }

  const fits = ([minimum, more, maximum], people) =>
    (minimum === null || (more ? people > minimum : people >= minimum)) &&
    (maximum === null || people <= maximum)

  /* One category with its norm as the table quotes it: threshold, other conditions, place. */
  const entry = (category, column, edition) => {
    const cell = document.getElementById(`categories-${category.id}`).cells[column]
    const law = element("a", edition.law)
    law.href = edition.url
    const quote = [...cell.childNodes].map(node => node.textContent.trim()).filter(Boolean)
    return element("li", "", [element("b", category.name), `: ${quote.join("; ")} `,
      element("small", "", [law])])
  }

  const group = (title, categories, column, edition) => categories.length
    ? [element("p", title),
      element("ul", "", categories.map(category => entry(category, column, edition)))]
    : []

  const answer = ({ editions, categories }, people, day) => {
    const column = 1 + editions.findIndex(e => e.start <= day && (!e.end || day <= e.end))
    const when = onDay(day)
    if (!column) return [element("p", `@text:script.calculator.no-edition@`)]
    const edition = editions[column - 1]
    const norm = category => category.norms[edition.id]
    // The highest threshold first: it is the category that one asks for.
    const found = categories
      .filter(one => norm(one)?.some(Number.isInteger) && fits(norm(one), people))
      .sort((a, b) => (norm(b)[0] ?? -1) - (norm(a)[0] ?? -1))
    const settlements = found.filter(one => one.group === "settlement")
    const units = found.filter(one => one.group === "unit")
    const first = settlements[0]?.name ?? "@text:script.calculator.no-category@"
    const number = format(people)
    const { title } = edition
    return [
      element("p", "", [
        `@text:script.calculator.people@ `, element("b", first),
        `@text:script.calculator.by-law@`,
      ]),
      ...group("@text:script.calculator.settlements@", settlements, column, edition),
      ...group("@text:script.calculator.units@", units, column, edition),
    ]
  }

  /* The answer and its address, which asks the same again. */
  const offer = (status, people, day) => {
    const address = new URL(location)
    address.searchParams.set("people", people)
    address.searchParams.set("day", day)
    address.hash = ""
    history.replaceState(history.state, "", address)
    const button = Object.assign(element("button", "@text:script.calculator.copy@"), { type: "button", className: "md-button" })
    button.dataset.copy = `${status.firstChild.textContent} ${address}`
    status.append(element("p", "", [button]))
  }

  const enhance = calculator => {
    if (calculator.dataset.enhanced !== undefined) return
    calculator.dataset.enhanced = ""
    const data = JSON.parse(calculator.querySelector("script").textContent)
    const form = calculator.querySelector("form")
    const { people, day } = form.elements
    const now = new Date()
    day.value = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map(part => String(part).padStart(2, "0")).join("-")
    const status = calculator.querySelector("[role=status]")
    const say = () => status.replaceChildren(...answer(data, people.valueAsNumber, day.value))
    form.addEventListener("submit", event => {
      event.preventDefault()
      say()
      offer(status, people.value, day.value)
    })
    calculator.hidden = false
    const asked = new URLSearchParams(location.search)
    if (!asked.get("people") || !/^\d{4}-\d\d-\d\d$/.test(asked.get("day"))) return
    people.value = asked.get("people")
    day.value = asked.get("day")
    if (!people.checkValidity() || !day.value) return // the 45th of a month has become empty
    say()
    offer(status, people.value, day.value)
  }

  const start = () => document.querySelectorAll("[data-calculator]").forEach(enhance)

  addEventListener("page", start)
  start()
})()
