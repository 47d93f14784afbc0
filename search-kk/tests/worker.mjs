// Material's own search worker, run in node: the installed file, its messages, nothing of it copied.

import fs from "node:fs"
import path from "node:path"
import vm from "node:vm"

// options: { worker: path of search.*.min.js, plugins: { kk: path } }
export function loadWorker({ worker, plugins = {} }) {
  const posted = []
  const listeners = []
  const base = path.dirname(worker)
  const scope = {
    console, setTimeout, clearTimeout, performance,
    addEventListener: (type, listener) => type === "message" && listeners.push(listener),
    postMessage: message => posted.push(message),
    importScripts(...urls) {
      for (const url of urls) {
        const lang = /lunr\.(\w+)\.min\.js$/.exec(url)
        const file = lang && plugins[lang[1]] ? plugins[lang[1]] : path.resolve(base, url)
        vm.runInContext(fs.readFileSync(file, "utf8"), scope, { filename: file })
      }
    }
  }
  scope.self = scope
  vm.createContext(scope)
  vm.runInContext(fs.readFileSync(worker, "utf8"), scope, { filename: worker })
  async function ask(message) {
    const seen = posted.length
    for (const listener of listeners.slice()) listener({ data: message })
    while (posted.length === seen) await new Promise(resolve => setImmediate(resolve))
    return posted[posted.length - 1]
  }
  return {
    scope,
    setup: (config, docs, options = { suggest: false }) => ask({ type: 0, data: { config, docs, options } }),
    query: async text => (await ask({ type: 2, data: text })).data
  }
}

export const SEPARATOR = "[^0-9A-Za-z\\u00c0-\\u024f\\u0400-\\u052f]+"
export const FIELDS = { title: { boost: 1000 }, text: { boost: 1 }, tags: { boost: 1000000 } }
export const kazakh = { lang: ["kk"], separator: SEPARATOR, pipeline: ["trimmer"], fields: FIELDS }
export const stock = { lang: ["ru"], separator: "[\\s\\-]+", pipeline: ["stopWordFilter"], fields: FIELDS }
