import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startMock } from '../src/index.js'
import { optionTable, variableOf } from '../src/options/option-table.js'

/* No container is built here; what the Dockerfile says is held against the package, and its health check is run. */

const text = readFileSync(new URL('../Dockerfile', import.meta.url), 'utf8').replaceAll('\\\n', ' ')
const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const valuesOf = (instruction: string) => [...text.matchAll(new RegExp(`^${instruction} (.+)$`, 'gm'))].map(([, value]) => value!.trim())

test('the program is that of the package, and runs as nobody special', () => {
  expect(JSON.parse(valuesOf('ENTRYPOINT')[0]!)).toEqual(Object.keys(manifest.bin))
  expect(valuesOf('RUN')[0]).toContain(`${manifest.name}@`)
  expect(valuesOf('USER')).toEqual(['node'])
  expect(text.indexOf('\nUSER ')).toBeLessThan(text.indexOf('\nENTRYPOINT '))
  expect(manifest.files).toContain('Dockerfile')
})

test('its variables are options, and it listens where the container can be reached', () => {
  const set = Object.fromEntries(valuesOf('ENV').map((line) => line.split('=')))
  expect(set.KLING_MOCK_HOST).toBe('0.0.0.0')
  const known = optionTable.map(variableOf)
  expect([...text.matchAll(/KLING_MOCK_\w+/g)].map(([name]) => name).filter((name) => !known.includes(name))).toEqual([])
})

test('the health check tells a running mock from none', async () => {
  const [, script = ''] = /CMD node -e "(.+)"$/m.exec(text)!
  const code = (port: string) =>
    new Promise((resolve) => {
      execFile(process.execPath, ['-e', script], { env: { ...process.env, KLING_MOCK_PORT: port } }, (error) => resolve(error?.code ?? 0))
    })
  const mock = await startMock({ port: 0, host: '0.0.0.0' })
  const { port } = new URL(mock.url)
  expect(await code(port)).toBe(0)
  await mock.close()
  expect(await code(port)).toBe(1)
})
