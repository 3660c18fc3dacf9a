import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { errorCodesCode } from '../src/client/error-codes-file.ts'
import { clientFiles } from '../src/client/generate.ts'
import { segmentsOf } from '../src/client/operations.ts'
import { regionsCode } from '../src/client/small-files.ts'
import { splitElementIds } from '../src/element-ids.ts'

const built = path.resolve(import.meta.dirname, '../../../packages/openapi/dist')
const read = (name: string) => JSON.parse(fs.readFileSync(path.join(built, name), 'utf8'))

/** The generated files, after a change of the document. */
function filesAfter(change: (document: any) => void): Record<string, string> {
  const document = read('openapi.json')
  change(document)
  const types = 'export type Text2VideoRequest = {}\nexport type VideoTask = {}\n'
  return clientFiles(document, { durations: read('durations.json'), errors: read('errors.json'), version: '1.2.3', types })
}

describe('what becomes of an operation', () => {
  const files = filesAfter(() => {})

  test('a row of the table, in which nothing stands that follows from the path', () => {
    expect(files['table.gen.ts']).toMatch(/^export const table = `\/v1\/videos\/text2video \d+$/m)
    expect(files['table.gen.ts']).toMatch(/^\/v1\/videos\/effects \d+ =VideoEffect$/m)
    expect(files['table.gen.ts']).toMatch(/^\/text-to-video\/kling-3\.0-turbo \d+$/m)
    expect(files['table.gen.ts']).not.toContain('{id}')
  })

  test('a plain function that says what it takes and gives', () => {
    expect(files['operations.gen.ts']).toContain(
      "export function createText2Video(client: Client, body: Text2VideoRequest, options?: CreateOptions): Promise<CreatedTask<'createText2Video'>> {",
    )
    expect(files['operations.gen.ts']).toContain('export function getText2Video(client: Client, id: string, options?: CallOptions): Promise<VideoTask> {')
  })

  test('only pure calls and declarations, so that bundlers drop what is not used', () => {
    const calls = files['descriptors.gen.ts']!.split('\n').filter((line) => line.startsWith('export'))
    expect(calls.filter((line) => !/^export const \w+ = \/\* @__PURE__ \*\/ \w+\(.*\)$/.test(line))).toEqual([])
    expect(files['operations.gen.ts']!.split('\n').filter((line) => /^\w/.test(line) && !/^(import|export function) /.test(line))).toEqual([])
  })

  test('types name only what there is', () => {
    expect(files['tasks.gen.ts']).toContain("import type { Text2VideoRequest, VideoTask } from './types.gen.js'")
  })
})

describe('what the generator refuses', () => {
  test.each<[string, string, (document: any) => void]>([
    [
      'a kind of operation it does not know',
      'of a kind that the client does not know',
      (document) => (document.paths['/v1/audio/tts'].post['x-kling-kind'] = 'stream'),
    ],
    [
      'documented answers that do not tell which results are there',
      'do not tell which of images, series_images is there',
      (document) => {
        const { examples } = document.paths['/v1/images/omni-image/{id}'].get.responses['200'].content['application/json']
        for (const { value } of Object.values<any>(examples)) if (value.data.task_result) value.data.task_result.result_type = 'single'
      },
    ],
    [
      'a list without items',
      'no items are found in it',
      (document) => (document.components.schemas.TaskPage.properties.result = { type: 'object', properties: {} }),
    ],
  ])('%s', (_, message, change) => {
    expect(() => filesAfter(change)).toThrow(message)
  })

  test('a server without a name in its address', () => {
    expect(() => regionsCode({ servers: [{ url: 'https://example.com' }] })).toThrow('does not tell the name of its region')
  })

  test('an error code of a group nobody decided on', () => {
    const codes = read('errors.json').codes
    expect(() => errorCodesCode([...codes, { code: 6000, http: 500, group: 'weather', retry: 'never' }])).toThrow('6000 is of a group')
    expect(() => errorCodesCode([])).toThrow("no message 'duplicate-external-id'")
  })

  test('an id of an element in a component of requests and answers, where it is of different types', () => {
    const view = read('openapi.json')
    view.components.schemas.AdvancedElement.properties.again = { $ref: '#/components/schemas/ElementReference' }
    expect(() => splitElementIds(view)).toThrow('ElementReference holds an ElementId')
  })
})

test('calls are taken apart at dots, but not those of a model', () => {
  expect(segmentsOf("textToVideo['kling-3.0-turbo'].create")).toEqual(['textToVideo', 'kling-3.0-turbo', 'create'])
  expect(segmentsOf('v1.videos.multiElements.create')).toEqual(['v1', 'videos', 'multiElements', 'create'])
})
