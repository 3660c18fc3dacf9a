/** A JavaScript expression that is true or false, with how tightly its outermost operator binds, so that brackets stand only where they are needed. */
export interface Test {
  text: string
  binds: 'atom' | 'compare' | 'and' | 'or'
  /** The same test turned round, where that is shorter than a `!`. */
  opposite?: string
}

export const always: Test = { text: 'true', binds: 'atom' }
export const never: Test = { text: 'false', binds: 'atom' }

/** A call, a name or another expression that needs no brackets anywhere. */
export const atom = (text: string): Test => ({ text, binds: 'atom' })

export const compare = (text: string, opposite?: string): Test => ({ text, binds: 'compare', ...(opposite ? { opposite } : {}) })

export const equal = (left: string, right: string): Test => compare(`${left} === ${right}`, `${left} !== ${right}`)

export const unequal = (left: string, right: string): Test => compare(`${left} !== ${right}`, `${left} === ${right}`)

export function and(tests: Test[]): Test {
  const needed = distinct(tests).filter((test) => test.text !== 'true')
  if (needed.some((test) => test.text === 'false')) return never
  if (needed.length < 2) return needed[0] ?? always
  return { text: needed.map((test) => (test.binds === 'or' ? `(${test.text})` : test.text)).join(' && '), binds: 'and' }
}

export function or(tests: Test[]): Test {
  const needed = distinct(tests).filter((test) => test.text !== 'false')
  if (needed.some((test) => test.text === 'true')) return always
  if (needed.length < 2) return needed[0] ?? never
  return { text: needed.map((test) => (test.binds === 'and' ? `(${test.text})` : test.text)).join(' || '), binds: 'or' }
}

export function not(test: Test): Test {
  if (test.text === 'true') return never
  if (test.text === 'false') return always
  if (test.binds === 'atom') return atom(test.text.startsWith('!') ? test.text.slice(1) : `!${test.text}`)
  if (test.opposite) return compare(test.opposite, test.text)
  return atom(`!(${test.text})`)
}

function distinct(tests: Test[]): Test[] {
  return [...new Map(tests.map((test) => [test.text, test])).values()]
}
