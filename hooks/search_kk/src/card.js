// The card above the results: a figure with its place, time, status and source; a link to its row and to its chart.

import { element, fill } from "./dom.js"

// base: the root of the site. Material opens the link with the highest score when a reader presses Enter in the box.
export function makeCard(card, base, messages) {
  const { value, others, title, place, asked, chart, dated, compared } = card
  const link = (location, text, score) => element("a", { href: new URL(location, base).href, class: "search-kk-card__link" }, element("span", { "data-md-score": score }, text))
  // who names a period means its row, who names none the section that it stands in: what is meant comes first
  const said = [title, place].filter(Boolean).join(" – ")
  const whole = chart && !dated && chart.split("#")[0] === value.location.split("#")[0]
  const line = one => [one.label, one.when, one.text, one.status].filter(Boolean).join(" · ")
  return element("section", { class: "search-kk-card md-typeset", "aria-label": messages.card.label },
    asked ? element("p", { class: "search-kk-card__missing" }, fill(messages.card.missing, asked)) : "",
    element("p", { class: "search-kk-card__title" }, whole ? link(chart, said, 1e9 + 1) : said),
    compared ? element("p", { class: "search-kk-card__compared" }, fill(messages.card[compared.end], compared.count)) : "",
    element("p", { class: "search-kk-card__value" }, element("a", { href: new URL(value.location, base).href, title: messages.card.row },
      element("strong", { "data-md-score": 1e9 }, value.text), " ", element("span", {}, [value.when, value.label, value.status].filter(Boolean).join(" · ")))),
    ...others.map(one => element("p", { class: "search-kk-card__other" }, line(one))),
    value.source ? element("p", { class: "search-kk-card__source" }, fill(messages.card.source, value.source)) : "",
    element("p", { class: "search-kk-card__links" }, chart && chart !== value.location ? link(chart, messages.card.chart, 1e8) : ""))
}
