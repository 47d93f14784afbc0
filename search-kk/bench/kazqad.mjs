// nDCG@10 of questions over the passages that answer them, and timings, in Material's own worker run by node.
//
//   node bench/kazqad.mjs WORKER.js PLUGIN.js QUESTIONS.jsonl [--stock] [--distractors MORE.jsonl] [--half 0|1]
//
// QUESTIONS.jsonl: one object a line with title, context, question (KazQAD; not in this repository).

import fs from "node:fs"
import { kazakh, loadWorker, stock } from "../tests/worker.mjs"

const [worker, plugin, file, ...rest] = process.argv.slice(2)
const option = (name, otherwise) => rest.includes(name) ? rest[rest.indexOf(name) + 1] : otherwise
const escape = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")

const rows = fs.readFileSync(file, "utf8").trim().split("\n").map(line => JSON.parse(line))
const places = new Map()
const docs = []
const more = option("--distractors") ? fs.readFileSync(option("--distractors"), "utf8").trim().split("\n").map(line => JSON.parse(line)) : []
for (const { title, context } of [...rows, ...more]) {
  if (places.has(context)) continue
  places.set(context, `p${docs.length}/`)
  docs.push({ location: places.get(context), title: escape(title), text: `<p>${escape(context)}</p>` })
}
const relevant = new Map()
for (const { question, context } of rows) {
  if (!places.has(context)) continue
  if (!relevant.has(question)) relevant.set(question, new Set())
  relevant.get(question).add(places.get(context))
}
const half = option("--half")
const questions = [...relevant].filter((_, i) => half === undefined || i % 2 === Number(half))

const config = rest.includes("--stock") ? stock : kazakh
const engine = loadWorker({ worker, plugins: { kk: plugin } })
const begun = performance.now()
await engine.setup(config, docs)
const setup = performance.now() - begun

const times = []
let gain = 0
for (const [question, wanted] of questions) {
  const start = performance.now()
  const { items } = await engine.query(question)
  times.push(performance.now() - start)
  const ranked = items.slice(0, 10).map(([first]) => first.location)
  const ideal = [...wanted].slice(0, 10).reduce((sum, _, i) => sum + 1 / Math.log2(i + 2), 0)
  gain += ranked.reduce((sum, location, i) => sum + (wanted.has(location) ? 1 / Math.log2(i + 2) : 0), 0) / ideal
}
times.sort((a, b) => a - b)
const at = share => times[Math.floor(share * (times.length - 1))].toFixed(1)
console.log(`${docs.length} passages, ${questions.length} questions: nDCG@10 ${(gain / questions.length).toFixed(4)}` +
  `  set-up ${setup.toFixed(0)} ms  query median ${at(0.5)} ms, p95 ${at(0.95)} ms`)
