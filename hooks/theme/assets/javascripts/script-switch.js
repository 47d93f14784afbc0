/* The switch in the header between the Cyrillic and the Latin script. latin.js does the work; the
   theme's head has fetched it already where the reader has chosen Latin letters. */
document.addEventListener("click", event => {
  if (event.target.closest?.("[data-script-switch]")) (__latin.toggle ?? __latin)() // the first time: it begins with Latin
})
