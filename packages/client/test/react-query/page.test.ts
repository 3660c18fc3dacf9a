import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')

test('the example of the page is the component that the React test runs', () => {
  const [, example] = /```tsx\n([\s\S]*?)```/.exec(read('docs/react-query.md'))!
  const component = read('test/react-query/support/video-page.tsx')
    .replaceAll('../../../src/index.ts', '@klingkit/client')
    .replace('../../../src/react-query.ts', '@klingkit/client/react-query')
  expect(example).toBe(component)
})

test('the adapters are not imported: of them there are only types', () => {
  const manifest = JSON.parse(read('package.json'))
  expect(manifest.peerDependenciesMeta['@tanstack/query-core']).toEqual({ optional: true })
  expect(manifest.dependencies).toBeUndefined()
  for (const name of ['options', 'kling-queries', 'task-query', 'read-query', 'pages-query', 'items-of', 'freshness', 'key']) {
    expect(read(`src/react-query/${name}.ts`).replace(/^import type .*$/gm, '')).not.toMatch(/tanstack|from 'react/)
  }
})
