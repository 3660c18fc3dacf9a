import type { Plugin } from 'vite'

const texts = /\/([a-z]{2}-[A-Z]{2})\.m?js$/

/** React Aria brings its few own words in 34 languages; this page speaks English. */
export function onlyEnglish(): Plugin {
  return {
    name: 'only-english',
    enforce: 'pre',
    resolveId(wanted, from = '') {
      const language = texts.exec(wanted)?.[1]
      return language !== undefined && language !== 'en-US' && /node_modules\/react-(aria|stately)/.test(from) ? '\0no-words' : undefined
    },
    load: (id) => (id === '\0no-words' ? 'export default {}' : undefined),
  }
}
