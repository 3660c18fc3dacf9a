/** One line of a JSON text, and the place it stands for: `contents[0].text`. */
export interface JsonLine {
  depth: number
  path: string
  /** Name of the member, as it stands in front. */
  name?: string | undefined
  /** The value, or what opens or closes it. */
  text: string
  kind: 'text' | 'number' | 'word' | 'open' | 'close' | 'empty'
}

/** Breaks a value down into lines, each with its place. */
export function jsonLines(value: unknown): JsonLine[] {
  const lines: JsonLine[] = []
  write(value, '', undefined, 0, '', lines)
  return lines
}

function write(value: unknown, path: string, name: string | undefined, depth: number, comma: string, lines: JsonLine[]): void {
  const line = (text: string, kind: JsonLine['kind']) => lines.push({ depth, path, name: kind === 'close' ? undefined : name, text, kind })
  if (value === null || typeof value !== 'object') {
    const kind = typeof value === 'string' ? 'text' : typeof value === 'boolean' || value === null ? 'word' : 'number'
    line((typeof value === 'bigint' ? String(value) : JSON.stringify(value)) + comma, kind)
    return
  }
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const members: [string, unknown][] = Array.isArray(value) ? value.map((item, index) => [`${path}[${index}]`, item]) : Object.entries(value)
  if (members.length === 0) {
    line(`${open}${close}${comma}`, 'empty')
    return
  }
  line(open!, 'open')
  members.forEach(([key, item], index) => {
    const below = Array.isArray(value) ? key : path === '' ? key : `${path}.${key}`
    write(item, below, Array.isArray(value) ? undefined : key, depth + 1, index < members.length - 1 ? ',' : '', lines)
  })
  line(`${close}${comma}`, 'close')
}

/** Parses JSON and keeps integers that JavaScript cannot hold as bigints, where the browser tells how they stood there. */
export function parseExactly(text: string): unknown {
  const reviver = (_key: string, value: unknown, context?: { source: string }) =>
    typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
      ? BigInt(context!.source)
      : value
  return JSON.parse(text, reviver as (key: string, value: unknown) => unknown)
}
