/** Makes two outputs comparable: ids, times and ports, which differ from run to run, are masked; JSON is compared as such. */
export function masked(text: string): string {
  const plain = text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uuid>')
    .replaceAll(/\b\d{18}\b/g, '<id>')
    .replaceAll(/\b1[789]\d{11}\b/g, '<time>')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:<port>')
    .replaceAll(/\b\d+(?:\.\d+)? (ms|s|MB|KiB)\b/g, '<number> $1')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()
  return plain.startsWith('{"') ? JSON.stringify(JSON.parse(plain.replaceAll(/:(<time>)/g, ':"$1"')), sorted) : plain
}

function sorted(_: string, value: unknown): unknown {
  return value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value
}

/** The last answer in what several calls have printed. */
export function lastAnswer(output: string): string {
  return output.trim().replaceAll('}{', '}\n{').split('\n').at(-1)!
}
