/* Arriving at an address. Instant navigation scrolls before the new page has its final height,
   and then a row far down may be missed: scroll once more when it has. */
(() => {
  "use strict"

  const arrive = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (target) requestAnimationFrame(() => requestAnimationFrame(() => target.scrollIntoView()))
  }

  let first = true // the browser itself does it for the first page
  window.document$?.subscribe(() => first ? first = false : arrive())
})()
