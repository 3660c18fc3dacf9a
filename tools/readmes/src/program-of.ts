import type { Block } from './block.ts'

export interface Program {
  /** With the ending it needs. */
  name: string
  code: string
  /** Lines before the first one that the page shows. */
  hidden: number
}

/** The module that a block of code is, with what is given before it. */
export function programOf(block: Block): Program {
  const given = block.given ? `${block.given}\n` : ''
  const code = `${given}${block.text}${/^(?:import|export) /m.test(given + block.text) ? '' : 'export {}\n'}`
  const stem = `${nameOfPage(block.page)}-${block.line}`
  return { name: `${stem}${/from 'vitest'/.test(code) ? '.test' : ''}.${block.language}`, code, hidden: given.split('\n').length - 1 }
}

/** Good as the name of a file or folder: `packages-client-readme`, `guides-first-call`. */
export function nameOfPage(page: string): string {
  return page
    .replace('apps/docs/src/content/docs/', '')
    .replace(/\.mdx?$/, '')
    .replaceAll(/[^\w-]+/g, '-')
    .toLowerCase()
}
