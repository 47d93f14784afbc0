// Elements made without HTML: element("a", { href, class }, ...children).

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value)
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value)
  }
  made.append(...children.filter(child => child !== undefined && child !== ""))
  return made
}

// A message with {} in it, filled.
export const fill = (message, ...values) => values.reduce((text, value) => text.replace("{}", value), message)
