// What every page loads: it tells the worker when a reader turns to the search box, and loads the page script then, or where
// the address asks for marks. Where it runs before Material's script, it gives the worker a channel that is this page's alone.

const LONGEST = 400      // letters of a query that are read
const CLOSED_AFTER = 250      // milliseconds; Material's own wait is 125

// given: { page, engine, index, failed, offline }: the addresses of the page script, of the engine and of the index's folder,
// as seen from the worker's, and what is said meanwhile.
export function boot(given) {
  const holder = document.getElementById("__config")
  const search = document.querySelector("[data-md-component=search]")
  if (!holder || !search || !window.BroadcastChannel || location.protocol === "file:") return
  const config = JSON.parse(holder.textContent)
  const worker = new URL(config.search, location)
  // A page that Material's script reaches late may have started the worker already: { name, worker }.
  const ahead = window.searchAhead
  let name = worker.hash
  if (!name && !window.document$) {
    // who stands in the box already is not waited for
    name = ahead ? ahead.name : `#search-${Math.random()}${search.contains(document.activeElement) ? "-now" : ""}`
    holder.textContent = JSON.stringify({ ...config, search: config.search + name })
    if (ahead) handOver(ahead)
  }
  worker.hash = ""
  const channel = new BroadcastChannel(name || "#search-kk")
  const told = ahead ? ahead.worker : channel
  const box = search.querySelector("[data-md-component=search-query]")
  const base = new URL(`${new URL(config.base, location)}`.replace(/\/?$/, "/"))

  // How it stands with the search is said before the page script is there; what was answered meanwhile is handed over.
  const status = search.querySelector(".md-search-result__meta")
  const loading = status && status.textContent
  let page, last
  channel.addEventListener("message", ({ data }) => {
    if (!data || !data.state && !data.texts) return
    if (data.state && data.state !== "answered") status.textContent = given[data.state] || loading
    else if (page) page.receive(data)
    else if (data.state) {
      last = data
      if (box.value) load().catch(() => {})
    }
  })

  let loaded
  const load = () => loaded || (loaded = new Promise((done, failed) => {
    const element = document.createElement("script")
    element.src = new URL(given.page, worker)
    element.addEventListener("load", () => {
      page = window.searchKkPage({ worker, channel, search, base })
      if (last) page.receive(last)
      done(page)
    })
    element.addEventListener("error", () => {
      loaded = undefined      // tried again with the next touch
      failed(new Error(element.src))
    })
    document.head.append(element)
  }))
  // What the worker will want first comes while Material starts, and so does what Material wants; a worker that is there asks
  // itself.
  const fetchAhead = (...names) => names.forEach(name => fetch(new URL(name, worker)).catch(() => {}))
  let awake
  // The worker seeks what is in the box while Material starts. What is posted to it waits for it, what is told on the channel
  // does not.
  const wake = () => {
    if (!awake) {
      if (!window.document$) fetchAhead(new URL("search/search_index.json", base))
      if (!ahead) fetchAhead("", `${given.index}index.json`, given.engine)
    }
    awake = true
    load().catch(() => {})
    told.postMessage({ wake: box.value })
  }
  for (const place of [search, ...document.querySelectorAll("label[for=__search]")])
    for (const event of ["focusin", "pointerover"]) place.addEventListener(event, wake)
  // A quick reader stands in the box before this script has come.
  if (search.contains(document.activeElement)) wake()
  // Material opens the search for a focus alone; but where going to another page closed it (Back, with instant navigation), the
  // box has kept the focus.
  const toggle = document.querySelector("[data-md-toggle=search]")
  let touched
  const open = () => {
    touched = true
    if (toggle?.checked === false) toggle.click()
  }
  box.addEventListener("click", open)
  // Text that comes without a key (paste, dictation), or goes without one: Material listens for keys.
  const press = () => box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
  box.addEventListener("input", () => {
    open()
    wake()
    press()
  })
  box.form?.addEventListener("reset", () => setTimeout(press))

  // What an address asks for is cut to what a reader may type, where Material has put it into the box already, too.
  if (box.maxLength < 0) box.maxLength = LONGEST
  const address = new URL(location), asked = address.searchParams.get("q"), most = box.maxLength
  if (asked?.length > most) {
    address.searchParams.set("q", asked.slice(0, most))
    history.replaceState(history.state, "", address)
    box.value = box.value.slice(0, most)
    press()
  }
  if (asked !== null) wake()
  const marks = () => {
    const query = new URL(location).searchParams.get("h")
    if (query || loaded) load().then(page => page.mark(query)).catch(() => {})
  }
  // Material closes the search a moment after each navigation, also on a reader who has begun to type by then.
  const stayOpen = () => {
    touched = false
    setTimeout(() => { if (touched && search.contains(document.activeElement)) open() }, CLOSED_AFTER)
  }
  const begin = () => {
    window.location$?.subscribe(stayOpen)
    window.document$ ? window.document$.subscribe(marks) : marks()
  }
  if (document.readyState === "complete") setTimeout(begin)
  else window.addEventListener("load", begin)
}

// The next worker of that name is the one that is there.
function handOver({ name, worker }) {
  const { Worker } = window
  window.Worker = function (address) {
    window.Worker = Worker
    return `${address}`.endsWith(name) ? worker : new Worker(address)
  }
}
