import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect, test } from 'vitest'

/** Starts a mock in a process of its own and tells after each step whether Prism is loaded. */
async function loadedAfter(options: object, steps: string[]): Promise<boolean[]> {
  const code = `
    import { registerHooks } from 'node:module'
    const files = new Set()
    registerHooks({ load(url, context, next) { files.add(url); return next(url, context) } })
    const { startMock } = await import(${JSON.stringify(path.resolve(import.meta.dirname, '../dist/index.js'))})
    const mock = await startMock({ port: 0, ...${JSON.stringify(options)} })
    const api = mock.url + '/v1/videos/text2video'
    const headers = { authorization: 'Bearer any', 'content-type': 'application/json' }
    const create = (body) => fetch(api, { method: 'POST', headers, body: JSON.stringify(body) })
    const loaded = () => console.log(JSON.stringify([...files].some((file) => file.endsWith('/dist/vendor/prism.js'))))
    ${steps.map((step) => `${step}\nloaded()`).join('\n')}
    await mock.close()`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code])
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  await once(child, 'close')
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

const good = `await create({ model_name: 'kling-v3', prompt: 'a fox' })`
const bad = `await create({ model_name: 'kling-v3', prompt: 12 })`
const read = `await fetch(api, { headers })`
const preferred = `await fetch(api, { headers: { ...headers, prefer: 'code=429' } })`

test('simulate mode runs without Prism until a request has a Prefer header', async () => {
  expect(await loadedAfter({}, [good, read, bad, preferred])).toEqual([false, false, false, true])
})

test('in replay mode it is there from the first request on', async () => {
  expect(await loadedAfter({ mode: 'replay' }, [read])).toEqual([true])
})

test('with engine: prism it is there from the first request on', async () => {
  expect(await loadedAfter({ engine: 'prism' }, [good])).toEqual([true])
})
