// {data, text, query} -> the text with its marked words in square brackets
import fs from "node:fs"
import { cutAtWords, wantedWords, wordsOf } from "../src/highlight.js"
import { hintParts } from "../src/hint.js"
import { makeKit } from "../src/kit.js"

const { data, cases, hints } = JSON.parse(fs.readFileSync(0, "utf8"))
const kit = makeKit(data)
console.log(JSON.stringify({
  marked: cases.map(({ text, query }) =>
    cutAtWords(text, wantedWords(kit, wordsOf(text), query)).map((part, i) => i % 2 ? `[${part}]` : part).join("")),
  hints: hints.map(message => hintParts(message, "«{}» іздедіңіз бе?") || null)
}))
