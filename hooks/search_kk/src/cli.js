// The engine in Node: node cli.js FOLDER; a query a line comes in, an answer a line goes out, as JSON.

import { readFile } from "node:fs/promises"
import { createInterface } from "node:readline"
import { openEngine } from "./engine.js"

const [folder] = process.argv.slice(2)
const engine = await openEngine(async name => JSON.parse(await readFile(`${folder}/${name}.json`, "utf8")))
for await (const line of createInterface({ input: process.stdin })) {
  const begun = performance.now()
  const { groups, results, card, suggestion, completions } = await engine.search(JSON.parse(line))
  const time = performance.now() - begun
  console.log(JSON.stringify({
    results: results.map(({ location, plain, title, kind, score, text, terms }) =>
      ({ location, title: plain, kind, score: +score.toFixed(6), text, marked: title, terms })),
    groups: groups.map(({ page, sections, shown }) => ({ page: page.location, sections: sections.map(one => one.location), shown })),
    card, suggestion, completions, time
  }))
}
