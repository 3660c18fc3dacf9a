import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { searchSoon } from './search-soon.ts'

/** Mends what the renderers of pages leave hard to use without eyes or mouse. */
export function accessiblePages(): AstroIntegration {
  const own = (file: string) => fileURLToPath(new URL(file, import.meta.url))
  return {
    name: 'accessible-pages',
    hooks: {
      'astro:config:setup': ({ addMiddleware, injectScript }) => {
        addMiddleware({ entrypoint: own('middleware.ts'), order: 'post' })
        injectScript('head-inline', searchSoon)
        for (const script of ['focusable-scrollers.ts', 'search-label.ts']) injectScript('page', `import ${JSON.stringify(own(script))}`)
      },
    },
  }
}
