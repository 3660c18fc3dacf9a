import { expect, test } from 'vitest'
import { isOutput } from '../src/block.ts'
import { blocksOf } from '../src/blocks-of.ts'
import { lastAnswer, masked } from '../src/masked.ts'
import { pages } from '../src/pages.ts'
import { nameOfPage, programOf } from '../src/program-of.ts'

const page = (comment: string) => `# Page\n\n${comment}\n\n\`\`\`ts\nconsole.log(fox)\n\`\`\`\n\n\`\`\`text\nfox\n\`\`\`\n`

test('blocks are found with their language and line', () => {
  const blocks = blocksOf('README.md', page('Words.'))
  expect(blocks.map(({ language, line, text }) => [language, line, text])).toEqual([
    ['ts', 6, 'console.log(fox)\n'],
    ['text', 10, 'fox\n'],
  ])
})

test('what a comment gives stands before the code, and lines still count from the page', () => {
  const [block] = blocksOf('README.md', page("<!-- given:\nconst fox = 'fox'\n-->"))
  const { code, hidden, name } = programOf(block!)
  expect(code).toBe("const fox = 'fox'\nconsole.log(fox)\nexport {}\n")
  expect([hidden, name]).toEqual([1, 'readme-8.ts'])
})

test('several comments add up', () => {
  const [block] = blocksOf('README.md', page('<!-- stays -->\n<!-- until: succeed -->\n<!-- not run: it takes a real key -->'))
  expect(block).toMatchObject({ stays: true, until: 'succeed', notRun: 'it takes a real key' })
})

test('a block that is not run needs its reason, and a word that nobody knows is refused', () => {
  expect(() => blocksOf('README.md', page('<!-- not run -->'))).toThrow('README.md:6: «not run» needs its reason')
  expect(() => blocksOf('README.md', page('<!-- skip: because -->'))).toThrow('«skip: because» above a block is none of')
})

test('pages of the site begin with frontmatter, say more behind the language, and in MDX have other comments', () => {
  const site = page("{/* given:\nconst fox = 'fox'\n*/}\n\n{/* any output */}").replace('```ts', '```ts title="fox.ts"')
  const [block, output] = blocksOf('tables/foxes.mdx', `---\ntitle: Foxes\nsidebar:\n  order: 1\n---\n${site}`)
  expect(block).toMatchObject({ language: 'ts', line: 15, given: "const fox = 'fox'", anyOutput: true, text: 'console.log(fox)\n' })
  expect(output).toMatchObject({ language: 'text', text: 'fox\n' })
})

test('a file is no output, whatever its language', () => {
  const [block] = blocksOf('README.md', page('<!-- file: package.json -->').replace('```ts', '```json'))
  expect(isOutput(block!)).toBe(false)
})

test('a block that would be overlooked is refused', () => {
  expect(() => blocksOf('README.md', '1. Do this:\n\n   ```sh\n   rm fox\n   ```\n')).toThrow('README.md: a block that is indented is never checked')
})

test('the pages of the site are among those that are checked, but for the copies of the pages of the packages', () => {
  const guides = pages().filter((name) => name.startsWith('apps/docs/src/content/docs/'))
  expect(guides).toContain('apps/docs/src/content/docs/guides/first-call.md')
  expect(guides.filter((name) => name.includes('/packages/'))).toEqual([])
  expect(nameOfPage('apps/docs/src/content/docs/guides/first-call.md')).toBe('guides-first-call')
})

test('ids, times and ports are masked, and the order of members does not matter', () => {
  const answer = (id: string, time: number) => `{"data":{"task_id":"${id}","created_at":${time}},"code":0}`
  expect(masked(answer('891742227666047208', 1795180286098))).toBe(masked(answer('891742227666047299', 1795180286999)))
  expect(masked('{"a":1,"b":2}')).toBe(masked('{"b":2,"a":1}'))
  expect(masked('{"a":1}')).not.toBe(masked('{"a":2}'))
  expect(masked('on http://127.0.0.1:4010')).toBe(masked('on http://127.0.0.1:39999'))
})

test('of several answers the last one is what a page shows', () => {
  expect(lastAnswer('{"a":1}{"b":2}')).toBe('{"b":2}')
})
