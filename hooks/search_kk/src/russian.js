// Forms of a Russian word meet in one stem when its ending is taken off. russian.py is the same in Python.

const RUSSIAN = /^[а-я]{4,}$/

export function makeRussian({ russian }) {
  const endings = [...new Set(russian.endings.split(" "))].filter(Boolean).sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  return word => {
    if (!RUSSIAN.test(word)) return ""
    const ending = endings.find(one => word.endsWith(one) && word.length - one.length >= russian.least)
    return "~" + (ending ? word.slice(0, -ending.length) : word)
  }
}
