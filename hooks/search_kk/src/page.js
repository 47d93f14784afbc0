// The page script: small, without data. What it needs of Kazakh it takes from the plugin, loaded where ?h= asks for it.

import { markPage } from "./highlight.js"
import { hintParts, showHint } from "./hint.js"

const LONG = 200 // letters of a question: more are no reader's, and take a page's time
const isKit = kit => typeof kit?.vocabulary === "function" // window.kazakh may be a heading's element

export function startPage(window, texts) {
  const { document } = window
  const config = document.getElementById("__config")
  const input = () => document.querySelector("[data-md-component=search-query]")
  let told
  const hint = () => {
    const { query } = told
    // other tabs of the site search, too: only what was typed here
    const own = typeof query === "string" && query.length <= LONG && input() && wordsAlike(query, input().value)
    if (own) showHint(document, input(), hintParts(told, texts))
    told = undefined
  }
  if (window.BroadcastChannel)
    new BroadcastChannel("search-kk").addEventListener("message", ({ data }) => {
      if (!told) setTimeout(hint) // once, however many tabs speak meanwhile
      told = Object(data)
    })

  const worker = config && new URL(JSON.parse(config.textContent).search, window.location)
  const plugin = worker && new URL("../lunr/min/lunr.kk.min.js", worker)
  function run() {
    const query = new URL(window.location).searchParams.get("h")?.slice(0, LONG)
    const root = document.querySelector("[data-md-component=content], article")
    if (!query || !root || !plugin) return
    const mark = () => markPage(root, window.kazakh, query)
    load(window, plugin, () => {
      if (window.latin) window.latin.inCyrillic(mark) // the page may be shown in Latin letters
      else mark()
      unnest(root)
    })
  }
  if (window.document$) window.document$.subscribe(run)
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run)
  else run()
}

// Material marks the typed form itself when its index has come, perhaps inside our marks.
function unnest(root) {
  const observer = new MutationObserver(() => {
    for (const inner of root.querySelectorAll("mark mark")) inner.replaceWith(...inner.childNodes)
  })
  observer.observe(root, { childList: true, subtree: true })
  setTimeout(() => observer.disconnect(), 10000)
}

const letters = text => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "")
export const wordsAlike = (a, b) => letters(a) === letters(b)

function load(window, url, then) {
  if (isKit(window.kazakh)) return then()
  const script = window.document.createElement("script")
  script.src = url
  script.addEventListener("load", then)
  window.document.head.append(script)
}
