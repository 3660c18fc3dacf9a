import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const folder = path.join(import.meta.dirname, 'node_modules')

/** A Node of the npm package `node`, under the name it has in package.json. */
export function nodeBinary(name: string): string | undefined {
  return existing(path.join(folder, name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'))
}

/**
 * The program in the package of this platform, which the named package asks for; started directly, as nothing else of it is needed.
 *
 * @param file its path in there, for one of several C libraries as well
 */
export function platformBinary(name: string, file: string): string | undefined {
  const manifest = path.join(folder, name, 'package.json')
  if (!fs.existsSync(manifest)) return undefined
  const require = createRequire(fs.realpathSync(manifest))
  for (const wanted of Object.keys(JSON.parse(fs.readFileSync(manifest, 'utf8')).optionalDependencies ?? {})) {
    try {
      const found = existing(path.join(path.dirname(require.resolve(`${wanted}/package.json`)), file))
      if (found) return found
    } catch {
      // That of another platform, which is not installed.
    }
  }
  return undefined
}

function existing(file: string): string | undefined {
  return fs.existsSync(file) ? file : undefined
}
