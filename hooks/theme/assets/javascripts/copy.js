/* Copying: a button with data-copy copies that text, one with data-copy-next what follows the
   element that it stands in; the page tells what was copied. Other scripts use copyText. */
(() => {
  "use strict"

  const status = Object.assign(document.createElement("p"), { className: "address-status", lang: "kk", ariaLive: "polite" })
  document.body.append(status)
  let fading

  window.copyText = async (text, said = `@text:script.copied.done@`) => {
    try {
      if (text) await navigator.clipboard.writeText(text)
    } catch { // no secure address, or not allowed
      addEventListener("copy", event => {
        event.preventDefault()
        event.clipboardData.setData("text", text)
      }, { once: true })
      document.execCommand("copy")
    }
    status.textContent = said
    clearTimeout(fading)
    fading = setTimeout(() => { status.textContent = "" }, 4000)
  }

  document.addEventListener("click", event => {
    const button = event.target.closest?.("[data-copy], [data-copy-next]")
    if (!button) return
    const { copy } = button.dataset
    if (copy) copyText(copy)
    else copyText(button.parentElement.nextElementSibling.innerText, "@text:script.copy.citation-done@")
  })
})()
