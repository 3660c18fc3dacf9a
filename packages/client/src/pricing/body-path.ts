/** The values a path leads to: `settings.duration`, `list[].member`, `contents[type=a|b]`. What is missing, null or empty is left out. An empty name among the wanted ones stands for a missing member. */
export function valuesAt(body: unknown, path: string): unknown[] {
  let values = [body]
  for (const segment of path.split('.')) {
    const [, name = '', list, key, wanted = ''] = /^([^[]+)(\[(?:([^=\]]+)=([^\]]+))?\])?$/.exec(segment) ?? []
    const found = values.map((value) => memberOf(value, name))
    const items = list ? found.filter(Array.isArray).flat() : found
    values = key ? items.filter((item) => wanted.split('|').includes(String(memberOf(item, key) ?? ''))) : items
  }
  return values.filter((value) => value !== undefined && value !== null && value !== '')
}

function memberOf(value: any, name: string): unknown {
  return typeof value === 'object' && value && Object.hasOwn(value, name) ? value[name] : undefined
}
