// Hit, recall, precision and MRR of queries by class, over the sections of a search index, in Material's worker run by node.
//
//   node bench/queries.mjs WORKER.js PLUGIN.js DOCS.json QUERIES.tsv [--stock] [--show CLASS]
//
// DOCS.json: the docs of a search_index.json. QUERIES.tsv: id, class, query, regex; «a && b» wants both. A section is
// relevant if a word of its title or text begins with a match of the regex.

import fs from "node:fs"
import { kazakh, loadWorker, stock } from "../tests/worker.mjs"

const [worker, plugin, index, file, ...rest] = process.argv.slice(2)
const docs = JSON.parse(fs.readFileSync(index, "utf8"))
const rows = fs.readFileSync(file, "utf8").trim().split("\n").slice(1).map(line => line.split("\t"))
const plain = docs.map(({ location, title, text }) => ({ location, body: `${title} ${text}`.replace(/<[^>]*>/g, " ").toLowerCase() }))
const LETTER = "[а-яёәғқңөұүіһ]"

function relevant(rule) {
  const tests = rule.split(" && ").map(part => new RegExp(`(?<!${LETTER})(?:${part})(?!${LETTER})`))
  return new Set(plain.filter(({ body }) => tests.every(test => test.test(body))).map(({ location }) => location))
}

const engine = loadWorker({ worker, plugins: { kk: plugin } })
let start = performance.now()
await engine.setup(rest.includes("--stock") ? stock : kazakh, docs)
const setup = performance.now() - start
const classes = new Map()
const times = []
for (const [id, name, query, rule] of rows) {
  const wanted = relevant(rule)
  if (!wanted.size) continue
  start = performance.now()
  const { items } = await engine.query(query)
  times.push(performance.now() - start)
  // the worker adds a page to its sections with score 0 and no terms: that is a heading, not a result
  const found = items.flat().filter(item => Object.keys(item.terms).length).sort((a, b) => b.score - a.score).map(item => item.location)
  const right = found.filter(location => wanted.has(location)).length
  const first = found.findIndex(location => wanted.has(location))
  const row = { hit: +(right > 0), recall: right / wanted.size, precision: found.length ? right / found.length : 0, mrr: first < 0 ? 0 : 1 / (first + 1) }
  for (const key of [name, "all"]) classes.set(key, [...classes.get(key) || [], row])
  if (rest.includes("--show") && (row.recall < 0.95 || row.precision < 0.95))
    console.log(id, name, query, JSON.stringify(row), "\n   missed", [...wanted].filter(x => !found.includes(x)).slice(0, 4).join(" "),
      "\n   wrong", found.filter(x => !wanted.has(x)).slice(0, 4).join(" "))
}
for (const [name, list] of classes) {
  const mean = key => (list.reduce((sum, row) => sum + row[key], 0) / list.length).toFixed(2)
  console.log(name.padEnd(12), String(list.length).padStart(3), `hit ${mean("hit")} recall ${mean("recall")} precision ${mean("precision")} MRR ${mean("mrr")}`)
}
times.sort((a, b) => a - b)
console.log(`${docs.length} sections, set-up ${setup.toFixed(0)} ms, query median ${times[times.length >> 1].toFixed(1)} ms, p95 ${times[Math.floor(times.length * 0.95)].toFixed(1)} ms`)
