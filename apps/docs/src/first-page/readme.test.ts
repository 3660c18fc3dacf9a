import { expect, test } from 'vitest'
import { readme } from './readme.ts'

const source = `# project

What it is,
in two lines. Unofficial: not
theirs.

<img src="a.png" alt="What one sees">

Two commands:

<!-- not run: reason -->

\`\`\`sh
start
\`\`\`

## Examples

**Call** with \`x\`.

\`\`\`ts
call()

done()
\`\`\`

Check.

\`\`\`ts
check()
\`\`\`
`

test('the words of the README are taken apart by what they are, not by where they stand', () => {
  expect(readme(source)).toEqual({
    intro: 'What it is, in two lines.',
    unofficial: 'Unofficial: not theirs.',
    alt: 'What one sees',
    commands: { text: 'Two commands:', language: 'sh', code: 'start' },
    examples: [
      { text: '**Call** with `x`.', language: 'ts', code: 'call()\n\ndone()' },
      { text: 'Check.', language: 'ts', code: 'check()' },
    ],
  })
})

test('what the README says no more is told by name', () => {
  expect(() => readme(source.replace('Unofficial', 'Official'))).toThrow('README.md has no sentence that begins with "Unofficial"')
})

test('the README of the project has all of it', () => {
  const { commands, examples } = readme()
  expect(commands.code).toContain('pnpm@12 start')
  expect(examples).toHaveLength(3)
})
