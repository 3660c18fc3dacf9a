/** The values a path leads to: `a.b`, `list[].member`, `list[type=x|y].url`. Missing values are left out. The same paths as in the document's rules. */
export function valuesAt(subject: unknown, path: string): unknown[] {
  let values: unknown[] = [subject]
  for (const segment of path.split('.')) {
    const match = /^([^[]+)(?:\[(?:([^=\]]+)=([^\]]+))?\])?$/.exec(segment)
    if (!match) return []
    const [, name, key, wanted] = match
    values = values.map((value) => member(value, name!)).filter((value) => value !== undefined && value !== null)
    if (segment.endsWith(']')) values = values.flatMap((value) => (Array.isArray(value) ? value : []))
    if (key) values = values.filter((value) => wanted!.split('|').includes(String(member(value, key))))
  }
  return values
}

function member(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
}

/** A body with the documented defaults put in where it says nothing. */
export function withDefaults(body: Record<string, any>, defaults: Record<string, any> | undefined): Record<string, any> {
  if (!defaults) return body
  const filled = { ...body }
  for (const [name, value] of Object.entries(defaults)) {
    const own = filled[name]
    if (own === undefined || own === '' || own === null) filled[name] = value
    else if (isObject(own) && isObject(value)) filled[name] = withDefaults(own, value)
  }
  return filled
}

export function isObject(value: unknown): value is Record<string, any> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
