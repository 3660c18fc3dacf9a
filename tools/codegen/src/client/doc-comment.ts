import { operationNotes } from '../doc-notes.ts'
import type { ClientOperation } from './operations.ts'

/** The doc comment of an operation, with an example. */
export function docComment({ source }: ClientOperation, example: string, indent = ''): string {
  const { summary, description, deprecated } = source
  const text = [
    summary && `${summary}.`,
    description?.trim(),
    ...operationNotes(source),
    ...(deprecated ? ['@deprecated'] : []),
    `@throws KlingError, see the page of the package`,
    `@example\n${example}`,
  ]
    .filter(Boolean)
    .join('\n\n')
    .replace(/\n\n(?=@(?:deprecated|throws|see|example))/g, (gap, at: number, whole: string) => (whole.slice(0, at).includes('\n@') ? '\n' : gap))
    .replaceAll('*/', '* /')
  return [`${indent}/**`, ...text.split('\n').map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n')
}
