/* In front of Material's search worker: that one comes, and the index with it, when a reader first
   wants the search. Until then this one answers in its place. The messages are Material's own:
   0 set up, 1 ready, 2 query, 3 result. Names between @ are put in by hooks/datapages/search.py. */
"use strict"

const PAUSES = [1000, 2000, 4000, 8000, 16000] // between attempts while a query waits

const answer = self.postMessage.bind(self)
const channel = self.BroadcastChannel && new BroadcastChannel(location.hash) // of one page alone
let setup
let query = ""
let state = "waiting" // then «loading», «ready»
let failures = 0

/* What is passed on in this way is not trusted, unlike what the page sends. */
const pass = data => dispatchEvent(new MessageEvent("message", { data }))

const start = async () => {
  const index = fetch("../../../@index@")
  index.catch(() => {}) // it is looked at below
  for (const language of setup.config.lang) fetch(`../lunr/min/lunr.${language}.min.js`).catch(() => {})
  if (!self.lunr) importScripts("@search@") // the request for the index is under way meanwhile
  const found = await index
  if (!found.ok) throw new Error(found.statusText)
  const { docs } = await found.json()
  await new Promise((done, failed) => {
    self.postMessage = message => message.type === 1 ? done() : answer(message)
    self.onunhandledrejection = ({ reason }) => failed(reason)
    pass({ type: 0, data: { ...setup, docs } })
  })
}

const load = async () => {
  if (state !== "waiting" || !setup) return
  state = "loading"
  try {
    await start()
    state = "ready"
    channel?.close()
    if (query) pass({ type: 2, data: query })
  } catch (error) {
    state = "waiting"
    console.warn(error)
    if (!query) return
    channel?.postMessage("failed")
    setTimeout(load, PAUSES[Math.min(failures++, PAUSES.length - 1)])
  }
}

addEventListener("message", event => {
  if (state === "ready" || !event.isTrusted) return // it is Material's worker that answers
  event.stopImmediatePropagation()
  const { type, data } = event.data
  if (type === 0) {
    setup = data
    answer({ type: 1 })
  } else {
    query = data.trim() && data
    if (!query) return answer({ type: 3, data: { items: [] } })
    channel?.postMessage("loading")
    load()
  }
})
channel?.addEventListener("message", load) // the page tells that the box is about to be used
