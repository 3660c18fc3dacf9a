/** A value as one writes it in TypeScript. */
export function literal(value: unknown, indent = ''): string {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'string') return quoted(value)
  if (value === null || typeof value !== 'object') return String(value)
  const below = `${indent}  `
  const members = Array.isArray(value)
    ? value.map((item) => literal(item, below))
    : Object.entries(value).map(([name, member]) => `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)}: ${literal(member, below)}`)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  if (members.length === 0) return `${open}${close}`
  const short = members.join(', ')
  if (short.length + indent.length < 48 && !short.includes('\n')) return Array.isArray(value) ? `[${short}]` : `{ ${short} }`
  return `${open}\n${members.map((member) => `${below}${member},\n`).join('')}${indent}${close}`
}

function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"')
  return `'${escaped.replaceAll("'", "\\'")}'`
}
