import { defineConfig } from 'vite'
import { thirdParty } from '../../tools/vendor/src/third-party-plugin.ts'
import { onlyEnglish } from './only-english.ts'

/** Where `vite` (the dev server) finds a running mock. */
const mock = process.env['KLING_MOCK_URL'] ?? 'http://127.0.0.1:4010'

export default defineConfig(({ command }) => ({
  // Relative addresses: the mock serves the page below /__kling/, whatever stands before it.
  base: command === 'build' ? './' : '/__kling/',
  plugins: [onlyEnglish(), thirdParty()],
  build: {
    target: 'es2022',
    manifest: true,
    // The policy of the page knows no data: scripts and styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      // Libraries mark their files for servers; here all of them are for the browser.
      onLog: (level, log, hand) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && hand(level, log),
    },
  },
  // What is no file of the page is asked of the mock: control API, media and the API itself. The Host stays, as the control API compares it with the Origin.
  server: {
    proxy: {
      '^/(__kling/(?!src|@|node_modules|assets|$)|v1/|tasks|solutions|account|[a-z]+-(to-)?(video|control)/|kling/)': { target: mock },
    },
  },
}))
