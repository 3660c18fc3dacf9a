import { grouped } from '../report/grouped.js'
import type { DiffReport } from './change.js'

const titles = { breaking: 'Breaking', additive: 'Additive', documentation: 'Documentation only' }
const advice = { major: 'a major version', minor: 'a minor version', patch: 'a patch version', none: 'no new version: nothing has changed' }

/** A comparison for the terminal, per level and operation. */
export function diffText({ bump, changes }: DiffReport): string {
  const parts = grouped(changes, ({ level }) => level).map(([level, list]) => {
    const lines = grouped(list, ({ operation }) => operation).flatMap(([operation, own]) => [
      `  ${operation || 'the document'}`,
      ...own.map(({ at, message }) => `    ${[at, message].filter(Boolean).join(': ')}`),
    ])
    return [`${titles[level]} (${list.length})`, ...lines, ''].join('\n')
  })
  return [...parts, `This asks for ${advice[bump]}.`].join('\n')
}
