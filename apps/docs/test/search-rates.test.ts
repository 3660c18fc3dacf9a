/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { reference } from '../src/reference/reference.ts'
import { ranking } from '../src/search/ranking.ts'
import { builtBase } from './support/built.ts'
import { inChromium } from './support/chromium.ts'
import { queriesOf } from './support/queries.ts'

const base = builtBase()

inChromium('the search knows every field', (newPage) => {
  test('of every request, among the first five results', async () => {
    const page = await newPage('/')
    const queries = reference().operations.flatMap(queriesOf)
    const found = await firstFive(
      page,
      queries.map(({ text }) => text),
    )
    const missed = queries.filter(({ wanted }, index) => !found[index]!.includes(base + wanted)).map(({ text, wanted }) => `${text} -> ${wanted}`)
    console.log(`${queries.length - missed.length} of ${queries.length} queries`)
    if (process.env['MISSED']) (await import('node:fs')).writeFileSync(process.env['MISSED'], missed.join('\n'))
    expect(missed).toEqual([])
    await page.close()
  }, 300_000)
})

/** The addresses of the first five results of each query, as the dialog asks for them. */
async function firstFive(page: Page, texts: string[]): Promise<string[][]> {
  const pagefind = await page.evaluateHandle(`import('${base}pagefind/pagefind.js')`)
  return pagefind.evaluate(
    async (pagefind: any, { texts, ranking, base }) => {
      await pagefind.options({ ranking, baseUrl: base })
      const all: string[][] = []
      for (const text of texts) {
        const { results } = await pagefind.search(text)
        const first = await Promise.all(results.slice(0, 5).map((result: any) => result.data()))
        all.push(first.map(({ url }) => url))
      }
      return all
    },
    { texts, ranking, base },
  )
}
