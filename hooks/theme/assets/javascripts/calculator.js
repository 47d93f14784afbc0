/* Which legal category a number of people fits, by the edition of the law that held on a day.
   The answer comes from the same data as the table beside it, which is whole without this. */
(() => {
  "use strict"

  const format = new Intl.NumberFormat("kk")

  const element = (name, text, children = []) => {
    const made = document.createElement(name)
    if (text) made.textContent = text
    made.append(...children)
    return made
  }

  const long = iso => {
    const months = ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз",
      "қыркүйек", "қазан", "қараша", "желтоқсан"]
    const [year, month, day] = iso.split("-").map(Number)
    return `${year} жылғы ${day} ${months[month - 1]}`
  }

  const fits = (norm, people) =>
    (norm.min === null || (norm.more ? people > norm.min : people >= norm.min)) &&
    (norm.max === null || people <= norm.max)

  /* One category with its norm quoted: name, threshold, other conditions, place in the law. */
  const entry = (category, norm, edition) => {
    const place = element("a", `${edition.law}, ${norm.place}`)
    place.href = edition.url
    const quote = element("q", [norm.text, norm.condition].filter(Boolean).join("; "))
    return element("li", "", [element("b", category.name), quote, element("small", "", [place])])
  }

  const group = (title, list, edition) =>
    list.length ? [element("p", title), element("ul", "", list.map(([c, n]) => entry(c, n, edition)))] : []

  const answer = (data, people, day) => {
    const edition = data.editions.find(e => e.start <= day && (!e.end || day <= e.end))
    if (!edition) {
      return [element("p", `${long(day)}: бұл күнгі редакция оқылған жоқ, дерек жоқ.`)]
    }
    const norms = data.categories
      .filter(category => edition.id in category.norms)
      .map(category => [category, category.norms[edition.id]])
    const numbered = norms.filter(([, norm]) => norm.min !== null || norm.max !== null)
    const found = numbered.filter(([, norm]) => fits(norm, people))
    const of = kind => found.filter(([category]) => category.group === kind)
    // The highest threshold first: it is the category that one asks for.
    const settlements = of("settlement").sort(([, a], [, b]) => (b.min ?? -1) - (a.min ?? -1))
    const first = settlements[0]?.[0].name ?? "ешбір елді мекен санатына жетпейді"
    return [
      element("p", "", [
        `Халық саны ${format.format(people)} адам → `, element("b", first),
        `, ${long(day)}дағы заң бойынша (${edition.title}). Саны сай келгенімен, өзге шарттар да орындалуға тиіс.`,
      ]),
      ...group("Елді мекен ретінде саны сай келетін санаттар:", settlements, edition),
      ...group("Бірлік ретінде саны сай келетін санаттар:", of("unit"), edition),
    ]
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
    form.addEventListener("submit", event => {
      event.preventDefault()
      calculator.querySelector("[role=status]")
        .replaceChildren(...answer(data, people.valueAsNumber, day.value))
    })
    calculator.hidden = false
  }

  const start = () => document.querySelectorAll("[data-calculator]").forEach(enhance)

  if (window.document$) window.document$.subscribe(start)
  else start()
})()
