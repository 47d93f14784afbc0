/* On the page that stands in the place of a deleted one: lead each old address to its own new
   place. Without this script the reader is led to the new page's top (meta refresh). */
(() => {
  "use strict"

  const id = location.hash.slice(1) // of the letters a-z, digits and -
  const own = id && document.querySelector(`[data-moved="${CSS.escape(id)}"]`)
  const all = document.querySelector("[data-moved-all]")
  if (own) location.replace(own.href)
  else if (id && !all.hash) location.replace(all.href + location.hash)
})()
