import starlight from '@astrojs/starlight'
import { defineConfig, passthroughImageService } from 'astro/config'
import starlightOpenApi, { openAPISidebarGroups } from 'starlight-openapi'
import { packagesSidebar } from './src/packages/sidebar.ts'
import { readerDocument } from './src/reference/reader-document.ts'

// Where the site will stand is told by who publishes it; by itself it stands at the root of any host. DOCS_OUT lets several builds go on side by side.
const { DOCS_SITE: site, DOCS_BASE: base = '/', DOCS_OUT: outDir } = process.env

export default defineConfig({
  ...(site && { site }),
  ...(outDir && { outDir, cacheDir: `${outDir}.cache` }),
  base,
  trailingSlash: 'always',
  // The few pictures are small as they are.
  image: { service: passthroughImageService() },
  integrations: [
    starlight({
      title: 'klingkit',
      description: 'Build on the Kling AI HTTP API without guessing and without spending credits.',
      customCss: ['./src/styles/site.css'],
      plugins: [starlightOpenApi([{ base: 'reference', schema: readerDocument(), sidebar: { label: 'Reference', collapsed: true } }])],
      sidebar: [
        { label: 'Guides', items: [{ autogenerate: { directory: 'guides' } }] },
        { label: 'Tables', items: [{ autogenerate: { directory: 'tables' } }] },
        ...openAPISidebarGroups,
        { label: 'Packages', collapsed: true, items: packagesSidebar() },
      ],
    }),
  ],
})
