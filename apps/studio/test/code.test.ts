import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { type Mock, startMock } from '@klingkit/mock'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ExampleRequest, OfferedOperation, View } from '../src/control/types.ts'
import { clientCode, curlCode } from '../src/create/client-code.ts'
import { parseExactly } from '../src/create/exact-json.ts'

/** Whatever is copied from the studio runs as it stands. */

const keys = { KLINGAI_API_KEY: 'any', COMETAPI_KEY: 'any', CLOUDSWAY_AK: 'any' }

describe.each(['official', 'cometapi', 'cloudsway'] as const)('code of the view %s', (view: View) => {
  let mock: Mock
  let operations: OfferedOperation[]
  let folder: string
  const control = async (place: string) => (await fetch(`${mock.url}/__kling${place}`)).json() as Promise<any>
  const bodyOf = async (id: string) => parseExactly(((await control(`/operations/${id}/examples`)).examples as ExampleRequest[])[0]!.text)

  beforeAll(async () => {
    // Beside the tests, so that the client is found.
    folder = mkdtempSync(path.join(import.meta.dirname, 'copied-'))
    for (const [name, value] of Object.entries(keys)) vi.stubEnv(name, value)
    mock = await startMock({ port: 0, gateway: view, speed: 'instant' })
    operations = (await control('/operations')).operations.filter(({ status, method }: OfferedOperation) => status !== 'retired' && method === 'POST')
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await mock.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('of the client, for every operation that is sent, and nothing is refused or ignored', async () => {
    vi.spyOn(console, 'log').mockImplementation(() => {})
    expect(operations.length).toBeGreaterThan(5)
    for (const operation of operations) {
      // Each on its own: what is deleted cannot be deleted again.
      await mock.control.reset()
      // The wait is the same for all, and lasts as long as a wait does.
      const code = clientCode({ operation, body: await bodyOf(operation.id), view, origin: mock.url }).replace('await kling.wait(task)', 'task')
      const file = path.join(folder, `${view}-${operation.id}.mjs`)
      writeFileSync(file, code)
      await import(/* @vite-ignore */ pathToFileURL(file).href)
      expect(mock.requests.map(({ operationId, status, issues = [] }) => [operationId, status, issues])).toContainEqual([operation.id, 200, []])
    }
    vi.mocked(console.log).mockRestore()
  })

  test('of curl', async () => {
    const [operation] = operations
    const body = { ...((await bodyOf(operation!.id)) as object), prompt: "it's a fox" }
    const command = curlCode({ operation: operation!, body, view, origin: mock.url, trouble: 'code=1301' })
    const { stdout } = await promisify(execFile)('sh', ['-c', `${command} --silent`])
    expect(stdout).toContain('1301')
    expect(JSON.parse(mock.requests.at(-1)!.body!)).toMatchObject({ prompt: "it's a fox" })
  })
})
