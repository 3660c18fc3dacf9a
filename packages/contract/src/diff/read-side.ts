import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { GatewayName } from '@klingkit/openapi/runtime'
import { parse } from 'yaml'
import { CheckError } from '../check/options.js'
import { exactText, parseExact } from '../json/exact-json.js'

const run = promisify(execFile)
const require = createRequire(import.meta.url)

/**
 * One side of a comparison: a file of JSON or YAML, `installed` for the document this package came with, or a version (`1.2.0`, `latest`) of `@klingkit/openapi`, which npm fetches.
 *
 * @throws CheckError when there is no such file or version
 */
export async function readSide(given: string, gateway: GatewayName): Promise<Record<string, any>> {
  const name = gateway === 'official' ? 'openapi.json' : `${gateway}.json`
  if (given === 'installed') return readFile(require.resolve(`@klingkit/openapi/${name}`))
  if (existsSync(given)) return readFile(given)
  const version = /^(?:@klingkit\/openapi@)?(\d+\.\d+\.\d+[\w.+-]*|latest|next)$/.exec(given)?.[1]
  if (version === undefined)
    throw new CheckError(`${given} is neither a file nor a version such as 1.2.0 or latest; 'installed' is the document this package came with`)
  return fetched(version, name)
}

function readFile(file: string): Record<string, any> {
  const text = readFileSync(file, 'utf8')
  try {
    const document = /\.ya?ml$/.test(file) ? parseExact(exactText(parse(text, { intAsBigInt: true }))) : parseExact(text)
    if (document !== null && typeof document === 'object' && typeof document.openapi === 'string') return document
  } catch (error) {
    throw new CheckError(`${file} cannot be read: ${(error as Error).message}`)
  }
  throw new CheckError(`${file} is no OpenAPI document: it has no member 'openapi'`)
}

async function fetched(version: string, name: string): Promise<Record<string, any>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kling-contract-'))
  try {
    // npm knows the registry, its credentials and its cache. Windows starts it through a shell; nothing but the checked version is of the user's making.
    const { stdout } = await run('npm', ['pack', `@klingkit/openapi@${version}`, '--json', '--ignore-scripts', '--pack-destination', folder], {
      shell: process.platform === 'win32',
    })
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }]
    await run('tar', ['-xzf', filename.replace(/^@/, '').replaceAll('/', '-'), '-C', folder], { cwd: folder })
    return readFile(path.join(folder, 'package', 'dist', name))
  } catch (error) {
    if (error instanceof CheckError) throw error
    throw new CheckError(`npm has no @klingkit/openapi@${version}, or cannot be reached; give the path of a document instead`, { cause: error })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
