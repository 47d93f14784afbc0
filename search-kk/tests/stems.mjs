// {table, lexicon, words} -> [[stem, root], …]
import fs from "node:fs"
import { makeStemmer, readLexicon } from "../src/stemmer.js"

const { table, lexicon, words } = JSON.parse(fs.readFileSync(0, "utf8"))
const stemmer = makeStemmer(table, readLexicon(lexicon))
console.log(JSON.stringify(words.map(word => [stemmer.stem(word), stemmer.root(word)])))
