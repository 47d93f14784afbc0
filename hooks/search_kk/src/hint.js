// «… іздедіңіз бе?» under the search box: the worker says what the reader may have meant, a click searches for it.

// The message of a hint, or nothing: text.hint has {} where the suggestion stands.
export function hintParts(message, text) {
  if (!message || !message.suggestion || message.suggestion === message.query) return undefined
  const [before, after] = text.split("{}")
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
  const button = document.createElement("button")
  button.type = "button"
  button.textContent = parts.suggestion
  button.addEventListener("click", () => {
    input.value = parts.suggestion
    input.dispatchEvent(new KeyboardEvent("keyup"))   // what Material listens for
    input.focus()
  })
  line.append(parts.before, button, parts.after)
  meta.after(line)
}
