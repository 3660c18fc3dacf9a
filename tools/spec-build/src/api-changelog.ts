import type { JsonObject } from './types.ts'

/** The changes of the API itself as a page to read, newest first; what they rest on stands in the data file. */
export function apiChangelogPage({ entries }: JsonObject): string {
  const byDate = Map.groupBy<string, JsonObject>(entries as JsonObject[], (entry) => `${entry.date}${entry.about ? ' (about)' : ''}`)
  const sections = [...byDate].reverse().map(([date, changes]) => `## ${date}\n\n${changes.map(line).join('\n')}\n`)
  return `# What changed at Kling\n\nThe API itself, by the dates of the vendor's log. Generated from \`spec/api-changelog.yaml\`.\n\n${sections.join('\n')}`
}

function line({ change, operations, origin }: JsonObject): string {
  const where = operations?.length ? ` (${operations.map((id: string) => `\`${id}\``).join(', ')})` : ''
  return `- ${String(change).trim()}${where}${origin === 'documented' ? '' : ` [${origin}]`}`
}
