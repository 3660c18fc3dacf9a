import type { DiffReport } from './document-change.ts'

/** The packages that are made from the document. */
const made = ['openapi', 'zod', 'client', 'simulator', 'msw', 'mock', 'contract']

/** A changeset with everything in it but the words. */
export function draft({ bump, changes }: DiffReport, operations: string[], version: string): string {
  const level = version.startsWith('0.') && bump === 'major' ? 'minor' : bump
  const lines = changes.map(({ level: weight, operation, at, message }) => `- ${weight}: ${operation || 'the document'}${at ? ` ${at}` : ''}: ${message}`)
  return `---
${made.map((name) => `'@klingkit/${name}': ${level}`).join('\n')}
---

TELL USERS what they can do now or have to change, by the names of the operations, and remove this line and the list.
Operations: ${operations.join(', ') || 'none'}

${lines.join('\n')}
`
}
