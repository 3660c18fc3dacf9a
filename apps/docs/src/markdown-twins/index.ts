import type { StarlightPlugin } from '@astrojs/starlight/types'
import { twinsOfBuild } from './integration.ts'

/** For readers of plain text, people and programs: a Markdown twin of every page, told of in its head and beside its title, and `llms.txt` over all of them. */
export function markdownTwins({ inFull }: { inFull: string[] }): StarlightPlugin {
  return {
    name: 'markdown-twins',
    hooks: {
      'config:setup': ({ config, updateConfig, addIntegration, addRouteMiddleware }) => {
        const title = typeof config.title === 'string' ? config.title : Object.values(config.title)[0]!
        addIntegration(twinsOfBuild({ title, summary: config.description ?? '', inFull }))
        addRouteMiddleware({ entrypoint: './src/markdown-twins/head-link.ts', order: 'post' })
        updateConfig({ components: { ...config.components, PageTitle: './src/markdown-twins/page-title.astro' } })
      },
    },
  }
}
