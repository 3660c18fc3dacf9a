interface Step {
  name: string
  list: boolean
  key?: string | undefined
  wanted?: string[] | undefined
}

const compiled = new Map<string, Step[]>()

/** The values a path leads to: `a.b`, `list[].member`, `list[type=x|y].url`. Missing values are left out. The same paths as in the document's rules. */
export function valuesAt(subject: unknown, path: string): unknown[] {
  let values: unknown[] = [subject]
  for (const { name, list, key, wanted } of stepsOf(path)) {
    const next: unknown[] = []
    for (const value of values) {
      const found = member(value, name)
      if (found === undefined || found === null) continue
      if (!list) next.push(found)
      else if (Array.isArray(found)) next.push(...(key ? found.filter((item) => wanted!.includes(textOf(member(item, key)))) : found))
    }
    values = next
  }
  return values
}

/** The first value a path leads to. */
export function valueAt(subject: unknown, path: string): unknown {
  return valuesAt(subject, path)[0]
}

/** Puts a value where a path without lists leads to, as far as the way there exists. */
export function setAt(subject: Record<string, any>, path: string, value: unknown): void {
  const names = path.split('.')
  const last = names.pop()!
  const parent = names.length === 0 ? subject : valueAt(subject, names.join('.'))
  if (isObject(parent)) parent[last] = value
}

function stepsOf(path: string): Step[] {
  const known = compiled.get(path)
  if (known) return known
  const steps = path.split('.').map((segment): Step => {
    const match = /^([^[]+)(\[(?:([^=\]]+)=([^\]]+))?\])?$/.exec(segment)
    if (!match) throw new TypeError(`'${path}' is no path`)
    const [, name, list, key, wanted] = match
    return { name: name!, list: list !== undefined, key, wanted: wanted?.split('|') }
  })
  compiled.set(path, steps)
  return steps
}

function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/** A value of a body as text; what is neither text nor number says nothing. Not every object can become a text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

/** A value of a body as a number, as such or as digits. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
}

/** A body with the documented defaults put in where it says nothing. */
export function withDefaults(body: Record<string, any>, defaults: Record<string, any> | undefined): Record<string, any> {
  if (!defaults) return body
  const filled = { ...body }
  for (const name in defaults) {
    const own = filled[name]
    if (own === undefined || own === '' || own === null) filled[name] = defaults[name]
    else if (isObject(own) && isObject(defaults[name])) filled[name] = withDefaults(own, defaults[name])
  }
  return filled
}

export function isObject(value: unknown): value is Record<string, any> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
