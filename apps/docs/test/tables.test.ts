import { estimate, type PricedOperation } from '@klingkit/client/pricing'
import { capabilities, errors, gateways, document as openapi, operations, pricing, requests } from '@klingkit/openapi'
import changelog from '@klingkit/openapi/api-changelog.json' with { type: 'json' }
import durations from '@klingkit/openapi/durations.json' with { type: 'json' }
import effects from '@klingkit/openapi/effects.json' with { type: 'json' }
import limits from '@klingkit/openapi/limits.json' with { type: 'json' }
import voices from '@klingkit/openapi/voices.json' with { type: 'json' }
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { habitWords } from '../src/tables/gateways/habit-words.ts'
import { amountText, ofCalls } from '../src/tables/prices/amount-text.ts'
import { originWords } from '../src/tables/shared/origin-words.ts'
import { inChromium } from './support/chromium.ts'

const tables = ['capabilities', 'prices', 'errors', 'changes', 'limits', 'gateways', 'voices-and-effects']

/** The texts of all that fits a selector, with single blanks. */
async function textsOf(page: Page, selector: string): Promise<string[]> {
  const texts = await page.locator(selector).evaluateAll((found) => found.map((element) => (element as HTMLElement).textContent ?? ''))
  return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim())
}

const plain = (text: string) => text.replaceAll('`', '').replaceAll(/\s+/g, ' ').trim()
const mapRows = ['current', 'legacy', 'image', 'products'].flatMap((map) => capabilities[map].rows as Record<string, any>[])

inChromium('everything the data holds is on its page:', (newPage) => {
  test('models, and each line of the capability map with what it says', async () => {
    const page = await newPage('/tables/capabilities/')
    for (const { id, title } of capabilities['models']) expect(await page.locator(`h3[id="${id}"]`).textContent()).toContain(title)
    const lines = await textsOf(page, 'tr[data-row]')
    // A name of the legacy standard may belong to several entries; none of them may be lost.
    expect(lines).toHaveLength(mapRows.length)
    for (const { operation, resolution = [], mode = [], use = '', note = '', prompt = '', features = {} } of mapRows) {
      const said = [
        operation,
        [...resolution, ...mode].join(', '),
        use,
        plain(note),
        String(prompt),
        ...Object.keys(features).map((name) => name.replaceAll('_', ' ')),
      ]
      expect(lines.some((line) => said.every((words) => line.includes(words)), said.join(' | '))).toBe(true)
    }
    for (const words of Object.values<string>(capabilities['features'])) expect(await textsOf(page, '.kt-legend dd')).toContain(plain(words))
    const disputes = (await textsOf(page, '.kt-disputes > li')).join('\n')
    for (const { about, decision } of capabilities['disputes']) for (const words of [about, decision]) expect(disputes).toContain(plain(words))
    await page.close()
  })

  test('lines of the price table, unknown ones in plain words', async () => {
    const page = await newPage('/tables/prices/')
    for (const [index, { operations: ids, units, from, until, note, source }] of pricing['prices'].entries()) {
      const row = page.locator(`#price-${index + 1}`)
      expect((await row.getAttribute('data-operation'))?.split(' ')).toEqual(ids)
      const text = plain((await row.textContent()) ?? '')
      for (const words of [units === 'unknown' ? 'nobody published it' : amountText(units), from, until, note && plain(note)])
        if (words) expect(text).toContain(words)
      expect(await row.locator(`a[href="#source-${source}"]`).count()).toBeGreaterThan(0)
    }
    expect(await textsOf(page, '[data-row]')).toHaveLength(pricing['prices'].length)
    await page.close()
  })

  test('error codes as headings, with texts, causes and how to get them', async () => {
    const page = await newPage('/tables/errors/')
    for (const { code, http, fix, messages = [] } of errors.codes.filter((error) => error.code !== 0)) {
      const entry = page.locator('section', { has: page.locator(`h4[id="${code}"]`) })
      const text = plain((await entry.textContent()) ?? '')
      expect(await entry.locator('details.kt-provoke code').first().textContent()).toBe(`kling-mock-trouble: code=${code}`)
      const causes = errors.causes.filter((cause) => cause.code === code).map(({ cause }) => plain(cause))
      expect(causes.length, `causes of ${code}`).toBeGreaterThan(0)
      for (const words of [String(http), plain(fix), ...messages.map((message) => plain(message.text)), ...causes, `"code": ${code}`])
        expect(text).toContain(words)
    }
    for (const { name, text } of errors.task_failures) {
      const entry = page.locator('section', { has: page.locator(`[id="failure-${name}"]`) })
      expect(await entry.textContent()).toContain(`kling-mock-trouble: fail=${name}`)
      expect(await entry.locator('pre').textContent()).toContain(JSON.stringify(text))
    }
    for (const { name } of errors.without_code) expect(await page.locator(`#answer-${name}`).count()).toBe(1)
    await page.close()
  })

  test('changes, newest first, each with links to the operations it touches', async () => {
    const page = await newPage('/tables/changes/')
    const rows = await page.locator('li[data-row]').evaluateAll((found) =>
      found.map((row) => ({
        date: (row as HTMLElement).dataset['date']!,
        text: row.textContent ?? '',
        links: [...row.querySelectorAll('a[href*="/reference/"]')].map((link) => link.getAttribute('href')!.replace(/^.*(?=\/reference\/)/, '')),
      })),
    )
    expect(rows.map(({ date }) => date)).toEqual(
      rows
        .map(({ date }) => date)
        .toSorted()
        .reverse(),
    )
    expect(rows).toHaveLength(changelog.entries.length)
    for (const { date, change, operations: touched = [] } of changelog.entries as { date: string; change: string; operations?: string[] }[]) {
      const row = rows.find((each) => each.date === date && plain(each.text).includes(plain(change)))
      expect(row?.links, change).toEqual(touched.map((id) => `/reference/operations/${id.toLowerCase()}/`))
    }
    await page.close()
  })

  test('limits, durations, voices, scenes', async () => {
    const page = await newPage('/tables/limits/')
    const rows = (await textsOf(page, 'tr[data-row]')).join('\n')
    for (const { about, limit } of limits.entries) for (const words of [about, limit]) expect(rows).toContain(plain(words))
    expect(await textsOf(page, 'tr[data-row]')).toHaveLength(limits.entries.length + durations.rows.length)
    await page.close()
    const lists = await newPage('/tables/voices-and-effects/')
    const ids = new Set(await textsOf(lists, '[data-row] code'))
    const all = [...Object.values(voices).flat(), ...effects.scenes, ...effects.retired].map((entry) =>
      typeof entry === 'string' ? entry : 'id' in entry ? entry.id : entry.name,
    )
    expect(all.filter((id) => !ids.has(id))).toEqual([])
    await lists.close()
  })

  test('operations and habits of the gateways', async () => {
    const page = await newPage('/tables/gateways/')
    const known = Object.values(gateways)
    const lines = await textsOf(page, 'tr[data-row]')
    for (const gateway of known) {
      for (const { id, method, path } of gateway.operations)
        expect(
          lines.find((line) => line.startsWith(id)),
          id,
        ).toContain(`${method} ${path}`)
      for (const { url } of gateway.servers) expect(await textsOf(page, '.kt-servers code')).toContain(url)
      for (const habit of Object.keys(gateway.habits ?? {})) {
        expect(habitWords, `words for the habit ${habit}`).toHaveProperty(habit)
        expect(await page.locator(`[data-habit="${habit}"]`).count()).toBe(1)
      }
    }
    await page.close()
  })
})

test('every origin that the data names is explained', () => {
  const named = JSON.stringify([capabilities, pricing, errors, changelog, limits, openapi['paths']]).matchAll(/"origin":"([^"]+)"/g)
  for (const origin of new Set([...named].map(([, word]) => word!))) expect(originWords).toHaveProperty(origin)
})

/** Every documented request of an operation that has a line in the price table. */
const documented = Object.entries(requests)
  .filter(([id]) => pricing['prices'].some((row: { operations: string[] }) => row.operations.includes(id)))
  .flatMap(([id, bodies]) => Object.keys(bodies).map((name): [string, string] => [id, name]))

inChromium('the calculator', (newPage) => {
  test('says of every documented request what the client says', async () => {
    const page = await newPage('/tables/prices/')
    // Both lists are gone through in the page, as a hand would do it.
    const shown = await page.evaluate(
      (wanted) =>
        wanted.map(([operation, example]) => {
          const choose = (name: string, value: string) => {
            const select = document.querySelector<HTMLSelectElement>(`kling-calculator [name=${name}]`)!
            select.value = value
            select.dispatchEvent(new Event('change', { bubbles: true }))
          }
          const text = (selector: string) => document.querySelector(`kling-calculator ${selector}`)!.textContent
          choose('operation', operation)
          choose('example', example)
          const assumptions = [...document.querySelectorAll('[data-assumptions] li')].map((item) => item.textContent)
          const lines = [...document.querySelectorAll('tr.kt-used')].map((row) => row.getAttribute('data-operation')!)
          return { usd: text('[data-usd]'), units: text('[data-units]'), why: text('[data-why]'), assumptions, lines }
        }),
      documented,
    )
    for (const [index, [operation, example]] of documented.entries()) {
      const { units, usd, basis } = estimate(operation as PricedOperation, requests[operation]![example] as never)
      const { lines, ...said } = shown[index]!
      expect(said, `${operation} ${example}`).toEqual({
        usd: usd === 'unknown' ? 'Not known' : `${amountText(usd)} USD`,
        units: units === 'unknown' ? 'for one call' : `${amountText(units)} ${basis.package} units for one call`,
        why: basis.why ?? '',
        assumptions: basis.assumptions,
      })
      // The line it rests on is marked.
      expect(lines, `${operation} ${example}`).toEqual(basis.package ? [expect.stringMatching(`\\b${operation}\\b`)] : [])
    }
    await page.close()
  })

  test('follows the fields, the length and the number of calls, and keeps them in the address', async () => {
    const page = await newPage('/tables/prices/?calculate=createTextToVideoKling30Turbo')
    await page.getByLabel('settings.resolution').selectOption('1080p')
    await page.getByLabel('settings.duration').selectOption('12')
    await page.getByLabel('Calls').fill('7')
    const { units, usd } = estimate('createTextToVideoKling30Turbo', { prompt: 'x', settings: { resolution: '1080p', duration: 12 } })
    const expected = [`${amountText(ofCalls(usd, 7))} USD`, `${amountText(ofCalls(units, 7))} video units for 7 calls`]
    expect(await textsOf(page, '[data-usd], [data-units]')).toEqual(expected)
    await page.reload()
    expect(await textsOf(page, '[data-usd], [data-units]')).toEqual(expected)
    expect(await page.getByLabel('settings.duration').inputValue()).toBe('12')
    await page.close()
  })

  test('asks for the length of a file only where it counts', async () => {
    const page = await newPage('/tables/prices/?calculate=createAvatar')
    const seconds = page.getByLabel('Seconds of the input audio')
    expect(await page.locator('[data-units]').textContent()).toContain(' to ')
    await seconds.fill('12')
    const { units } = estimate('createAvatar', requests['createAvatar']!['minimal'] as never, { inputSeconds: 12 })
    expect(await page.locator('[data-units]').textContent()).toBe(`${amountText(units)} video units for one call`)
    await page.locator('kling-calculator [name=operation]').selectOption('createTextToVideoKling30Turbo')
    expect(await page.getByLabel(/^Seconds of/).isVisible()).toBe(false)
    await page.close()
  })

  test('puts a video in and takes it out again', async () => {
    const page = await newPage('/tables/prices/?calculate=createOmniVideoKling30Omni')
    const [before] = await textsOf(page, '[data-units]')
    await page.getByRole('checkbox', { name: 'base video' }).check()
    expect(await page.getByRole('checkbox', { name: 'video input' }).isChecked()).toBe(true)
    expect((await textsOf(page, '[data-units]'))[0]).not.toBe(before)
    await page.getByRole('checkbox', { name: 'video input' }).uncheck()
    expect((await textsOf(page, '[data-units]'))[0]).toBe(before)
    await page.close()
  })

  test('gives the program that computes the same', async () => {
    const page = await newPage('/tables/prices/?calculate=createAvatar&seconds=12&calls=3&day=2026-11-01')
    const code = (await page.locator('[data-code]').textContent())!
      .replace(/^import .*$/m, '')
      .replace('console.log(', 'return [')
      .replace(/\)\s*$/, ']')
    const [units, usd] = new Function('estimate', code)(estimate)
    expect(await textsOf(page, '[data-usd], [data-units]')).toEqual([
      `${amountText(ofCalls(usd, 1))} USD`,
      `${amountText(ofCalls(units, 1))} video units for 3 calls`,
    ])
    await page.close()
  })

  test('is not there without JavaScript, the table is', async () => {
    const page = await newPage('/tables/prices/')
    const quiet = await page.context().browser()!.newContext({ javaScriptEnabled: false })
    const still = await quiet.newPage()
    await still.goto(page.url())
    expect(await still.locator('kling-calculator form').isVisible()).toBe(false)
    expect(await still.getByText('The calculator needs JavaScript').isVisible()).toBe(true)
    expect(await still.locator('#price-1').isVisible()).toBe(true)
    expect(await still.locator('form.kt-filter').isVisible()).toBe(false)
    await quiet.close()
    await page.close()
  })
})

inChromium('the filter', (newPage) => {
  test('works by keyboard, counts, and stands in the address', async () => {
    const page = await newPage('/tables/capabilities/')
    const feature = 'motion_control'
    await page.getByRole('combobox', { name: 'Can', exact: true }).focus()
    await page.keyboard.type(feature.replaceAll('_', ' '))
    await page.keyboard.press('Tab')
    const wanted = mapRows.filter(({ features = {} }) => feature in features)
    expect(await page.locator('tr[data-row]:visible').count()).toBe(wanted.length)
    expect(await page.locator('.kt-filter output').textContent()).toMatch(new RegExp(`^${wanted.length} of `))
    expect(new URL(page.url()).searchParams.get('feature')).toBe(feature)
    expect(await page.locator('h3[id="kling-v1"]').isVisible()).toBe(false)
    // The next stop is the button that shows everything again.
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('tr[data-row]:visible').count()).toBe(mapRows.length)
    await page.close()
  })

  test('shows an address as it was passed on', async () => {
    const page = await newPage('/tables/capabilities/?operation=createAvatar')
    expect(await page.locator('tr[data-row]:visible').count()).toBe(mapRows.filter(({ operation }) => operation === 'createAvatar').length)
    await page.close()
  })

  test('shows changes since a day', async () => {
    const page = await newPage('/tables/changes/')
    await page.getByLabel('Since', { exact: true }).fill('2026-09-15')
    const since = changelog.entries.filter(({ date }) => date >= '2026-09-15' || date === '2026-09')
    expect(await page.locator('li[data-row]:visible').count()).toBe(since.length)
    await page.close()
  })

  test('finds an error by the words of its text', async () => {
    const page = await newPage('/tables/errors/')
    await page.getByLabel('Code or words of the message').fill('parallel task')
    expect(await page.locator('section[data-row]:visible h4').evaluateAll((found) => found.map(({ id }) => id))).toEqual(['1303'])
    await page.close()
  })
})

inChromium('at 390 px', (newPage) => {
  test.each(tables)('%s stays within the page', async (name) => {
    const page = await newPage(`/tables/${name}/`, { width: 390 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await page.close()
  })

  test('the first column stays in sight while the rest is scrolled', async () => {
    const page = await newPage('/tables/capabilities/', { width: 390 })
    const [frame, head] = [page.locator('.kt-frame').first(), page.locator('.kt-frame tbody th').first()]
    await frame.evaluate((element) => element.scrollTo(400, 0))
    const [outer, inner] = [await frame.boundingBox(), await head.boundingBox()]
    expect(await frame.evaluate((element) => element.scrollLeft)).toBeGreaterThan(100)
    expect(Math.abs(inner!.x - outer!.x)).toBeLessThan(3)
    await page.close()
  })
})

test('operations that a table names exist', () => {
  const ids = new Set<string>(operations.map(({ id }) => id))
  const named = [...limits.entries, ...durations.rows, ...pricing['prices']].flatMap((entry: { operations?: string[] }) => entry.operations ?? [])
  expect(named.filter((id) => !ids.has(id))).toEqual([])
})
