import { document } from '@klingkit/openapi'
import { describe, expect, test } from 'vitest'
import type { Field } from '../src/reference/field.ts'
import { escapeHtml, plainText } from '../src/reference/markup.ts'
import { reference } from '../src/reference/reference.ts'
import { ruleWords } from '../src/reference/rule-words.ts'
import { readBuilt } from './support/built.ts'
import { factsToTell, namesIn } from './support/document-facts.ts'

const { operations } = reference()
const pages = new Map(operations.map((operation) => [operation.id, readBuilt(`${operation.page}index.html`)]))

describe('every page of the reference', () => {
  test('has the place of every field, once', () => {
    const wrong = operations.flatMap(({ id, fields }) =>
      fields.filter(({ anchor }) => pages.get(id)!.split(` id="${escapeHtml(anchor)}"`).length !== 2).map(({ anchor }) => `${id}#${anchor}`),
    )
    expect(wrong).toEqual([])
  })

  test('shows every field of the request that the document has', () => {
    const wrong = sources().flatMap(({ id, source }) => {
      const shown = new Set(
        fieldsOf(id)
          .filter(isSent)
          .map((field) => lastName(field)),
      )
      return [...namesIn(source, document)].filter((name) => !shown.has(name)).map((name) => `${id} ${name}`)
    })
    expect(wrong).toEqual([])
  })

  test('tells every rule with its message and in words', () => {
    const wrong = operations.flatMap(({ id, rules }) =>
      rules.filter((rule) => !textOf(id).includes(rule.message ?? '') || !textOf(id).includes(plainText(ruleWords(rule)))).map(({ name }) => `${id} ${name}`),
    )
    expect(wrong).toEqual([])
    expect(operations.flatMap(({ rules }) => rules).length).toBeGreaterThan(200)
  })

  test('drops nothing that an extension of the document says', () => {
    const wrong = sources().flatMap(({ id, operation }) =>
      factsToTell(operation, document)
        .filter((fact) => !textOf(id).toLowerCase().includes(fact))
        .map((fact) => `${id}: ${fact}`),
    )
    expect(wrong).toEqual([])
  })

  test('links each error code to its row of the error table', () => {
    const page = pages.get('createImage2Video')!
    expect(page).toContain('../../../tables/errors/#1303')
    // Eight almost equal schemas would hide the one that matters.
    expect(page).not.toContain('id="400"')
  })
})

test('no rule is told in words that say nothing', () => {
  const said = operations.flatMap(({ rules }) => rules.map(ruleWords))
  expect(said.filter((text) => /: \.|undefined|\(\)|when and|^\.$/.test(text))).toEqual([])
})

function sources(): { id: string; operation: any; source: unknown }[] {
  const items = [...Object.values<any>(document['paths']), ...Object.values<any>(document['webhooks'])]
  return items.flatMap((item) =>
    ['get', 'post'].flatMap((method) => {
      const operation = item[method]
      if (!operation) return []
      const parameters = (operation.parameters ?? []).map((parameter: any) =>
        parameter.$ref ? document['components'].parameters[parameter.$ref.split('/').at(-1)] : parameter,
      )
      const asProperties = Object.fromEntries(parameters.map(({ name, schema }: any) => [name, schema]))
      const body = operation.requestBody?.content['application/json'].schema ?? {}
      return [{ id: operation.operationId as string, operation, source: [{ properties: asProperties }, body] }]
    }),
  )
}

function fieldsOf(id: string): Field[] {
  return operations.find((operation) => operation.id === id)!.fields
}

function isSent({ place }: Field): boolean {
  return place !== 'response'
}

function lastName({ path }: Field): string {
  return path
    .replaceAll(/\[[^\]]*\]/g, '')
    .split('.')
    .at(-1)!
}

/** What a page says, without its marks. */
function textOf(id: string): string {
  const known = texts.get(id)
  if (known !== undefined) return known
  const text = unescaped(pages.get(id)!.replaceAll(/<[^>]+>/g, ''))
  texts.set(id, text)
  return text
}

function unescaped(html: string): string {
  return html
    .replaceAll(/&#x([\dA-F]+);/gi, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&nbsp;', '\u00a0')
    .replaceAll('&amp;', '&')
}

const texts = new Map<string, string>()
