interface Place {
  parent: Record<string, any>
  name: string
  value: unknown
}

/** The values a path of the document leads to: `a.b`, `list[].member`, `list[type=x|y].url`. Missing ones are left out. */
export function valuesAt(subject: unknown, path: string): unknown[] {
  return placesAt(subject, path).flatMap(({ value }) => value)
}

/** Puts a new value in every place a path leads to that holds something already; an empty text is nothing. */
export function replaceAt(subject: unknown, path: string, change: (value: unknown) => unknown): void {
  for (const { parent, name, value } of placesAt(subject, path)) if (value !== '') parent[name] = change(value)
}

function placesAt(subject: unknown, path: string): Place[] {
  const steps = path.split('.')
  let subjects: unknown[] = [subject]
  for (const [index, step] of steps.entries()) {
    const match = /^([^[]+)(\[(?:([^=\]]+)=([^\]]+))?\])?$/.exec(step)
    if (!match) throw new TypeError(`'${path}' is no path`)
    const [, name, list, key, wanted] = match
    const places = subjects.filter(isObject).flatMap((parent): Place[] => {
      const value = Object.hasOwn(parent, name!) ? parent[name!] : undefined
      return value === undefined || value === null ? [] : [{ parent, name: name!, value }]
    })
    if (index === steps.length - 1) return places
    subjects = places.flatMap(({ value }) => (list ? itemsOf(value, key, wanted) : [value]))
  }
  return []
}

function itemsOf(value: unknown, key: string | undefined, wanted: string | undefined): unknown[] {
  if (!Array.isArray(value)) return []
  const names = wanted?.split('|')
  return key === undefined ? value : value.filter((item) => isObject(item) && names!.includes(String(item[key] ?? '')))
}

export function isObject(value: unknown): value is Record<string, any> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
