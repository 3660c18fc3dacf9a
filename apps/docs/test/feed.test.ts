import changelog from '@klingkit/openapi/api-changelog.json' with { type: 'json' }
import { expect, test } from 'vitest'
import { GET } from '../src/pages/[feed].xml.ts'

test('the feed has every change, with the address of its line', async () => {
  const answer = (await GET({ site: new URL('https://docs.example.com') } as Parameters<typeof GET>[0])) as Response
  const text = await answer.text()
  expect(answer.headers.get('content-type')).toContain('xml')
  expect(text.match(/<item>/g)).toHaveLength(changelog.entries.length)
  const { date } = changelog.entries[0]!
  expect(text).toContain(`<link>https://docs.example.com/tables/changes/#change-${date}-1</link>`)
})
