// «… іздедіңіз бе?» under the search box: the worker says what the reader may have meant, a click searches for it.

// The message of a hint, or nothing: texts.hint has {} where the suggestion stands; texts.none is the advice where nothing
// was found and nothing can be suggested.
export function hintParts(message, texts) {
  if (!message || !message.query || message.suggestion === message.query) return undefined
  if (!message.suggestion) return message.count ? undefined : { before: texts.none }
  const [before, after] = texts.hint.split("{}")
  return { before, suggestion: message.suggestion, after }
}

export function showHint(document, input, parts) {
  const old = document.querySelector(".search-kk-hint")
  if (old) old.remove()
  const meta = document.querySelector(".md-search-result__meta")
  if (!parts || !meta) return
  const line = document.createElement("div")
  line.className = "search-kk-hint md-search-result__meta"
  line.setAttribute("role", "status")
  line.append(parts.before)
  meta.after(line)
  if (!parts.suggestion) return
  const button = document.createElement("button")
  button.type = "button"
  button.textContent = parts.suggestion
  button.addEventListener("click", () => {
    input.value = parts.suggestion
    input.dispatchEvent(new KeyboardEvent("keyup"))   // what Material listens for
    input.focus()
  })
  line.append(button, parts.after)
}
