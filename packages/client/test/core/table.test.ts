import { document, operations } from '@klingkit/openapi'
import { describe, expect, test } from 'vitest'
import type { Operation } from '../../src/core/operation.ts'
import { allOperations, findOperation } from '../../src/core/table.ts'
import * as descriptors from '../../src/generated/descriptors.gen.ts'

const expanded = allOperations()

/** Every descriptor of the plain functions, the families taken apart. */
const plain = Object.values(descriptors).flatMap((entry): Operation[] => ('id' in entry ? [entry] : Object.values(entry)))

const facts = ({ id, method, path, standard, kind }: Pick<Operation, 'id' | 'method' | 'path' | 'standard' | 'kind'>) => ({ id, method, path, standard, kind })
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
/** `textToVideo['kling-3.0'].create`, as the document writes it. */
const written = (call: readonly string[]) =>
  call.reduce((text, segment) => (/^\w+$/.test(segment) ? `${text}${text && '.'}${segment}` : `${text}['${segment}']`), '')

describe('the compact table', () => {
  test('expands to the operations of the document', () => {
    expect(expanded.map(({ operation }) => facts(operation)).sort(byId)).toEqual([...operations].map((operation) => facts(operation as any)).sort(byId))
  })

  test('names every call as the document does', () => {
    expect(Object.fromEntries(expanded.map(({ operation, call }) => [operation.id, written(call)]))).toEqual(
      Object.fromEntries(operations.map(({ id, call }) => [id, call])),
    )
  })

  test('knows the same of each as the plain functions do', () => {
    const comparable = (list: Operation[]) => JSON.parse(JSON.stringify(list.sort(byId)))
    expect(comparable(expanded.map(({ operation }) => operation))).toEqual(comparable(plain))
  })

  test('finds an operation by its id', () => {
    expect(findOperation('createText2Video')?.path).toBe('/v1/videos/text2video')
    expect(findOperation('toString')).toBeUndefined()
  })
})

describe('creates', () => {
  const creates = expanded.map(({ operation }) => operation).filter(({ kind }) => kind === 'async task')
  const bodyOf = (path: string) => document.paths[path].post.requestBody.content['application/json'].schema

  test('name the reads of the document', () => {
    const documented = Object.fromEntries(operations.flatMap(({ id, task }) => (task ? [[id, [task.get, task.list]]] : [])))
    expect(Object.fromEntries(creates.map(({ id, reads }) => [id, [reads!.get.id, reads!.list.id]]))).toEqual(documented)
  })

  test.each(creates.map((create) => [create.id, create] as const))(
    '%s: an id of the caller has its place in the body, if there is one',
    (_, { path, externalId }) => {
      const places = placesOf(bodyOf(path), 'external_task_id')
      expect(externalId === undefined ? [] : [externalId]).toEqual(places)
    },
  )

  test('the integers of any size are those of lists of elements', () => {
    const withIntegers = creates.filter(({ integers }) => integers).map(({ id, integers }) => [id, integers!.places])
    const documented = creates.filter(({ path }) => placesOf(bodyOf(path), 'element_list').length > 0).map(({ id }) => [id, ['element_list[].element_id']])
    expect(withIntegers).toEqual(documented)
    expect(withIntegers.length).toBeGreaterThan(3)
  })

  test('reading by the own id is not documented everywhere', () => {
    expect(creates.filter(({ reads }) => !reads!.byExternalId).map(({ id }) => id)).toEqual(['createAdvancedLipSync', 'createLipSync', 'createAiMultiShot'])
  })

  test('a typical duration is a number of seconds', () => {
    expect(creates.filter(({ seconds }) => !(Number.isInteger(seconds) && seconds! > 0))).toEqual([])
    expect(findOperation('createText2Video')!.seconds).toBe(38 + 8 * 5)
  })
})

/** Where a property of that name stands in a schema. */
function placesOf(schema: any, name: string, path = ''): string[] {
  if (schema.$ref) return placesOf(document.components.schemas[schema.$ref.split('/').at(-1)], name, path)
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((part: any) => placesOf(part, name, path))
  const own = Object.entries<any>(schema.properties ?? {}).flatMap(([property, inner]) => {
    const place = path ? `${path}.${property}` : property
    return property === name ? [place] : placesOf(inner, name, place)
  })
  return [...new Set([...own, ...parts])]
}
