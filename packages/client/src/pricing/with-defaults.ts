type Json = Record<string, any>

/** A body with the documented defaults put in where it says nothing, and the names of those. */
export function withDefaults(body: Json, defaults: Json = {}, place = ''): { full: Json; assumed: string[] } {
  const full = { ...body }
  const assumed: string[] = []
  for (const [name, value] of Object.entries(defaults)) {
    const own = full[name]
    const isGroup = typeof value === 'object'
    const says = own !== undefined && own !== null && own !== ''
    if (isGroup && (!says || typeof own === 'object')) {
      const below = withDefaults(own ?? {}, value, `${place}${name}.`)
      full[name] = below.full
      assumed.push(...below.assumed)
    } else if (!isGroup && !says) {
      full[name] = value
      assumed.push(`${place}${name}`)
    }
  }
  return { full, assumed }
}
