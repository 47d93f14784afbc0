// {worker, plugin (source), docs, queries} -> [{query, items: [{location, title, text, terms}], hint}]
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { kazakh, loadWorker } from "./worker.mjs"

const { worker, plugin, docs, queries } = JSON.parse(fs.readFileSync(0, "utf8"))
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "lunr-kk-"))
const file = path.join(folder, "lunr.kk.min.js")
fs.writeFileSync(file, plugin)
const engine = loadWorker({ worker, plugins: { kk: file } })
await engine.setup(kazakh, docs, { suggest: true })
const answers = []
for (const query of queries) {
  const { items } = await engine.query(query)
  answers.push({ query, items: items.flat().filter(item => Object.keys(item.terms).length), hint: engine.scope.lunr.kk.hint })
}
fs.rmSync(folder, { recursive: true })
console.log(JSON.stringify(answers))
