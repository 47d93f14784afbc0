// The card above the results: a figure with its place, time, status and source; a link to its row and to its chart.

import { element, fill } from "./dom.js"

// base: the root of the site. Material opens the link with the highest score when a reader presses Enter in the box.
export function makeCard(card, base, messages) {
  const { value, others, title, place, asked, chart, dated, compared } = card
  const link = (location, text, score) => element("a", { href: new URL(location, base).href, class: "search-kk-card__link" }, element("span", { "data-md-score": score }, text))
  // who names a period means its row, who names none the section that it stands in
  const row = { location: value.location, name: messages.card.row }, section = { location: chart, name: messages.card.chart }
  const [meant, other] = chart && !dated && chart.split("#")[0] === value.location.split("#")[0] ? [section, row] : [row, section]
  const line = one => [one.label, one.when, one.text, one.status].filter(Boolean).join(" · ")
  return element("section", { class: "search-kk-card md-typeset", "aria-label": messages.card.label },
    asked ? element("p", { class: "search-kk-card__missing" }, fill(messages.card.missing, asked)) : "",
    element("p", { class: "search-kk-card__title" }, [title, place].filter(Boolean).join(" – ")),
    compared ? element("p", { class: "search-kk-card__compared" }, fill(messages.card[compared.end], compared.count)) : "",
    element("p", { class: "search-kk-card__value" }, element("a", { href: new URL(meant.location, base).href, title: meant.name },
      element("strong", { "data-md-score": 1e9 }, value.text), " ", element("span", {}, [value.when, value.label, value.status].filter(Boolean).join(" · ")))),
    ...others.map(one => element("p", { class: "search-kk-card__other" }, line(one))),
    value.source ? element("p", { class: "search-kk-card__source" }, fill(messages.card.source, value.source)) : "",
    other.location && other.location !== meant.location ? element("p", { class: "search-kk-card__links" }, link(other.location, other.name, 1e8)) : "")
}
