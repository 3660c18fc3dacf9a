type Json = Record<string, any>

/** A path of the price table: `settings.duration`, `image`, `voice_list[].voice_id`, `contents[type=a|b]`. */
interface Place {
  /** Members down to the value or the list. */
  members: string[]
  /** Of a list: which items; all of them where there is no key. */
  list?: { key?: string; values: string[] }
}

function placeOf(path: string): Place {
  const [, before = '', filter, key, values = ''] = /^([^[]+)(\[(?:([^=\]]+)=([^\]]*))?\])?/.exec(path) ?? []
  return { members: before.split('.'), ...(filter && { list: { ...(key && { key }), values: values.split('|') } }) }
}

function matches(item: Json, { key, values }: NonNullable<Place['list']>): boolean {
  return key === undefined || values.includes(String(item[key] ?? ''))
}

function memberOf(body: Json, members: string[]): any {
  return members.reduce<any>((value, name) => value?.[name], body)
}

/** What stands at a path that leads to one value. */
export function valueAt(body: Json, path: string): unknown {
  return memberOf(body, placeOf(path).members)
}

/** A body with a value put at a path, or taken away. */
export function withValue(body: Json, path: string, value: unknown): Json {
  return changed(body, placeOf(path).members, value)
}

/** Whether a path leads to anything. */
export function holds(body: Json, path: string): boolean {
  const { members, list } = placeOf(path)
  const value = memberOf(body, members)
  if (list) return Array.isArray(value) && value.some((item) => matches(item, list))
  return value !== undefined && value !== null && value !== ''
}

/** A body without what a path leads to. */
export function without(body: Json, path: string): Json {
  const { members, list } = placeOf(path)
  const value = memberOf(body, members)
  if (value === undefined) return body
  const rest = list && Array.isArray(value) ? value.filter((item) => !matches(item, list)) : []
  return changed(body, members, rest.length > 0 ? rest : undefined)
}

/** A body with what the same path leads to in another one. */
export function withThatOf(body: Json, path: string, donor: Json): Json {
  const { members, list } = placeOf(path)
  const given = memberOf(donor, members)
  if (!list) return changed(body, members, given)
  const own = memberOf(body, members) ?? []
  return changed(body, members, [...own, ...given.filter((item: Json) => matches(item, list))])
}

function changed(body: Json, [name = '', ...below]: string[], value: unknown): Json {
  const { [name]: own, ...rest } = body
  const next = below.length > 0 ? changed(own ?? {}, below, value) : value
  const empty = next === undefined || (below.length > 0 && Object.keys(next as Json).length === 0)
  if (empty) return rest
  // A member keeps its place.
  return Object.hasOwn(body, name) ? Object.fromEntries(Object.entries(body).map(([key, old]) => [key, key === name ? next : old])) : { ...body, [name]: next }
}
