// In the place of Material's search worker: it answers the four messages of Material's page (0 set up, 1 ready, 2 query,
// 3 result) from the index as it is. Engine and index come when a reader first wants the search: with a query, or when the
// page tells that the box is about to be used. Names between @ are put in by scripts.py.

const SETTINGS = { engine: "@engine@", index: "@index@" }
const PAUSES = [1000, 2000, 4000, 8000, 16000]    // between attempts while a query waits
const PATIENCE = 20000                            // with a line that hangs

const channel = self.BroadcastChannel && new BroadcastChannel(location.hash || "#search-kk")    // one page's, where it gave a name
const tell = message => channel && channel.postMessage(message)
let engine, opening, wanted, asking, last, busy = false, failures = 0, suggests = false
let listening = false, held      // whether a query was asked; what was found before that, of the text in the box

const address = name => `${SETTINGS.index}${name}.json`

async function load(name) {
  const answer = await fetch(address(name), { signal: AbortSignal.timeout?.(PATIENCE) })
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`)
  return answer.json()
}

// Let the service worker keep the whole index, one part after the other, so that any query is answered offline.
async function keep() {
  await open()
  for (const name of await engine.parts()) await fetch(address(name))
}

function open() {
  if (!opening) {
    const manifest = load("index")    // under way while the engine comes
    manifest.catch(() => {})
    opening = (async () => {
      if (!self.searchKk) importScripts(SETTINGS.engine)
      engine = await self.searchKk.openEngine(name => name === "index" ? manifest : load(name))
    })()
    opening.catch(() => { opening = undefined })
  }
  return opening
}

async function answer() {
  if (busy) return
  busy = true
  while (wanted !== undefined) {
    const query = asking = wanted
    wanted = undefined
    const stale = () => wanted !== undefined || asking !== query      // typed on meanwhile, or emptied
    try {
      if (!engine) {
        if (!failures) tell({ state: "loading" })      // else what went wrong stays to be read
        await open()
      }
      const say = (found, whole) => {
        if (stale()) return
        const { groups, marks, card, suggestion: meant, completions, count } = found
        const send = () => {
          last = whole ? found : undefined    // before that no passage is asked for: without them more places are in view
          const shown = groups.map(group => items(group, marks))
          self.postMessage({ type: 3, data: { items: shown, suggest: suggests ? suggestion(query, found) : undefined } })
          tell({ state: "answered", query, count, card, suggestion: meant, completions })
        }
        if (listening) send()
        else held = { query, send, whole }
      }
      // a page of this site is shown the best results before the others are there; who else asks is answered once
      const found = await engine.search(query, { stale, first: location.hash ? best => say(best, false) : undefined })
      failures = 0
      say(found, true)
    } catch (error) {
      if (!stale()) wanted = query
      console.warn(error)
      tell({ state: self.navigator && navigator.onLine === false ? "offline" : "failed" })
      setTimeout(answer, PAUSES[Math.min(failures++, PAUSES.length - 1)])
      break
    }
  }
  busy = false
  asking = undefined
}

// A page and its sections as Material shows them: those below the score of the first are folded, all of them where the page
// itself answers best. The addresses carry what is to be marked: whoever clicks at once takes it along.
function items({ page, sections, shown }, marks) {
  const asked = marks && `?${new URLSearchParams({ h: marks })}`
  // a badge tells the kind of a page, and of a section that is of another kind
  const item = (one, score) => ({ location: one.location.replace(/#|$/, asked + "$&"), title: one.title, text: one.text, terms: one.terms, score, ...(one.badge && (one === page || one.badge !== page.badge) ? { tags: [one.badge] } : {}) })
  const threshold = sections.length ? sections[Math.min(shown, sections.length) - 1].score : 0
  return [item(page, Math.max(page.score, threshold)), ...sections.map(one => item(one, one.score))]
}

// Material shows it in the box, behind what was typed.
function suggestion(query, { completions }) {
  const begun = query.trim().split(/\s+/)
  const [first] = completions
  const word = first && first.split(" ").pop()
  return word ? [...begun.slice(0, -1), word] : undefined
}

if (location.hash.endsWith("-now")) open().catch(() => {})

// A reader turns to the box, with a text in it or none: it is sought before Material is there to ask.
function wake(text) {
  open().catch(() => {})
  if (listening || !text.trim() || text === asking || held && held.query === text) return
  wanted = text
  answer()
}

self.addEventListener("message", ({ data: { type, data, wake: text } }) => {
  if (text !== undefined) return wake(text)
  if (type === 0) {
    suggests = Boolean(data.options && data.options.suggest)
    self.postMessage({ type: 1 })
  } else if (type === 2) {
    const query = String(data), before = held
    listening = true
    held = undefined
    const isSaid = before && before.query === query
    if (isSaid) before.send()
    if (isSaid && before.whole || asking === query && wanted === undefined) return      // or the rest follows
    wanted = query.trim() ? query : undefined
    if (wanted !== undefined) return answer()
    asking = undefined
    self.postMessage({ type: 3, data: { items: [] } })
    tell({ state: "answered", query: "", count: 0 })
  }
})

if (channel) channel.addEventListener("message", async ({ data }) => {
  if (data && data.wake !== undefined) wake(data.wake)
  else if (data === "keep") keep().catch(() => {})
  else if (data && data.passages && engine && last) {
    try {
      tell({ texts: await engine.passages(data.passages, last.terms) })
    } catch (error) {
      console.warn(error)
    }
  }
})
