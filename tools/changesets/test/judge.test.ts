import { expect, test } from 'vitest'
import { parseChangeset } from '../src/changeset.ts'
import { draft } from '../src/draft.ts'
import { judge } from '../src/judge.ts'

const changeset = (bump: string, text: string) =>
  parseChangeset('.changeset/a-fox.md', `---\n'@klingkit/openapi': ${bump}\n'@klingkit/zod': ${bump}\n---\n\n${text}\n`)
const changed = ['spec/resources/legacy/text2video/schemas.yaml']
const added = { bump: 'minor', operations: ['createText2Video'] } as const
const good = changeset('minor', '`createText2Video` takes a fox.')

test('a changeset is read', () => {
  expect(good).toEqual({
    file: '.changeset/a-fox.md',
    bumps: { '@klingkit/openapi': 'minor', '@klingkit/zod': 'minor' },
    text: '`createText2Video` takes a fox.',
  })
})

test('a change of the document needs a changeset', () => {
  expect(judge(changed, [], added as never, '1.0.0')).toEqual([expect.stringContaining('run `pnpm changeset:propose`')])
  expect(judge(changed, [good], added as never, '1.0.0')).toEqual([])
})

test('one that is about another package does not count', () => {
  const other = parseChangeset('.changeset/other.md', `---\n'@klingkit/mock': minor\n---\n\ncreateText2Video\n`)
  expect(judge(changed, [other], added as never, '1.0.0')).toHaveLength(1)
})

test('it names the operations, and is as high as the change', () => {
  expect(judge(changed, [changeset('patch', 'Foxes.')], added as never, '1.0.0')).toEqual([
    expect.stringContaining('it has to be minor'),
    'no changeset names createText2Video, which the change touches',
  ])
})

test('an id inside of a longer one is not named', () => {
  expect(judge(changed, [changeset('minor', '`createText2VideoLater`')], added as never, '1.0.0')).toHaveLength(1)
})

test('before 1.0.0 what breaks raises the second number', () => {
  const broken = { bump: 'major', operations: ['createText2Video'] } as never
  expect(judge(changed, [good], broken, '0.3.0')).toEqual([])
  expect(judge(changed, [good], broken, '1.3.0')).toEqual([expect.stringContaining('it has to be major')])
})

test('many operations may be told as a group', () => {
  const many = { bump: 'minor', operations: Array.from({ length: 28 }, (_, index) => `create${index}`) } as never
  expect(judge(changed, [changeset('minor', 'Lists have pages.')], many, '1.0.0')).toHaveLength(1)
  expect(judge(changed, [changeset('minor', 'The lists of 28 operations have pages.')], many, '1.0.0')).toEqual([])
})

test('files that change nothing for users need none, and neither does an unchanged document', () => {
  expect(judge([], [], undefined, '1.0.0')).toEqual([])
  expect(judge(changed, [], { bump: 'none', operations: [] }, '1.0.0')).toEqual([])
})

test('the draft holds bump and operations, and is no changeset yet', () => {
  const text = draft(
    { bump: 'minor', changes: [{ level: 'additive', operation: 'createText2Video', at: 'request.fox', message: 'is new' }] },
    ['createText2Video'],
    '1.0.0',
  )
  const parsed = parseChangeset('.changeset/draft.md', text)
  expect(parsed.bumps['@klingkit/contract']).toBe('minor')
  expect(parsed.text).toContain('- additive: createText2Video request.fox: is new')
  expect(judge(changed, [parsed], added as never, '1.0.0')).toEqual(['.changeset/draft.md is still the draft: put it into words for users'])
})
