import starlight from '@astrojs/starlight'
import { defineConfig, passthroughImageService } from 'astro/config'
import starlightOpenApi, { openAPISidebarGroups } from 'starlight-openapi'
import { accessiblePages } from './src/accessible/index.ts'
import { withoutComments } from './src/markdown/without-comments.ts'
import { markdownTwins } from './src/markdown-twins/index.ts'
import { packagesSidebar } from './src/packages/sidebar.ts'
import { fieldReference } from './src/reference/integration.ts'
import { readerDocument } from './src/reference/reader-document.ts'
import { ranking } from './src/search/ranking.ts'

// Where the site will stand is told by who publishes it; by itself it stands at the root of any host. One build at a time, whatever DOCS_OUT says: Astro keeps its chunks in `.astro`.
const { DOCS_SITE: site, DOCS_BASE = '', DOCS_OUT: outDir } = process.env

export default defineConfig({
  ...(site && { site }),
  ...(outDir && { outDir, cacheDir: `${outDir}.cache` }),
  // GitHub tells '' for a site with a host of its own, and else a path without a slash at its end.
  base: DOCS_BASE.replace(/\/*$/, '/'),
  trailingSlash: 'always',
  // The few pictures are small as they are.
  image: { service: passthroughImageService() },
  integrations: [
    withoutComments(),
    accessiblePages(),
    starlight({
      title: 'klingkit',
      description: 'Build on the Kling AI HTTP API without guessing and without spending credits.',
      pagefind: { ranking },
      customCss: ['./src/styles/site.css', './src/styles/reference.css'],
      plugins: [
        starlightOpenApi([{ base: 'reference', schema: readerDocument(), sidebar: { label: 'Reference', collapsed: true } }]),
        markdownTwins({ inFull: ['Guides', 'Tables'] }),
      ],
      sidebar: [
        { label: 'Guides', items: [{ autogenerate: { directory: 'guides' } }] },
        { label: 'Tables', items: [{ autogenerate: { directory: 'tables' } }] },
        ...openAPISidebarGroups,
        { label: 'Packages', collapsed: true, items: packagesSidebar() },
      ],
    }),
    fieldReference(),
  ],
})
