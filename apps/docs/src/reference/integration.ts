import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { writeSearchIndex } from '../search/write-search-index.ts'

/** What the reference needs beside its pages: links that open what they lead to, and an index of all fields. */
export function fieldReference(): AstroIntegration {
  return {
    name: 'field-reference',
    hooks: {
      'astro:config:setup': ({ injectScript }) => {
        injectScript('page', `import ${JSON.stringify(fileURLToPath(new URL('open-field.ts', import.meta.url)))}`)
      },
      'astro:build:done': async ({ dir, logger }) => {
        const { records, pages, seconds } = await writeSearchIndex(fileURLToPath(dir))
        logger.info(`${pages} pages and ${records} fields in the search index, ${seconds.toFixed(1)} s`)
      },
    },
  }
}
