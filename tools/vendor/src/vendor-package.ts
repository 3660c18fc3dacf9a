import fs from 'node:fs'
import path from 'node:path'
import { bundleLibrary } from './bundle-library.ts'
import { type Library, libraryOf } from './library.ts'
import { opaqueTypes } from './opaque-types.ts'
import { thirdPartyText } from './third-party-text.ts'

export interface Vendored {
  files: string[]
  libraries: number
  bytes: number
}

/**
 * Turns each `dist/vendor/<name>.js` of a package, which re-exports what is used of a library, into one file that holds that library, and writes the licences of all that came in to `dist/THIRD-PARTY.txt`.
 * The sources import `./vendor/<name>.js` either way, so tests see the installed library and users the bundled one.
 */
export async function vendorPackage(home: string): Promise<Vendored> {
  const folder = path.join(home, 'dist/vendor')
  const files = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => path.join(folder, name))
  const libraries = new Map<string, Library>()
  let bytes = 0
  for (const file of files) {
    const { code, modules, assets } = await bundleLibrary(sourceOf(home, file))
    fs.writeFileSync(file, code)
    fs.writeFileSync(file.replace(/\.js$/, '.d.ts'), opaqueTypes(fs.readFileSync(sourceOf(home, file), 'utf8')))
    bytes += code.length
    for (const [asset, from] of assets) {
      fs.mkdirSync(path.dirname(path.join(folder, asset)), { recursive: true })
      fs.copyFileSync(from, path.join(folder, asset))
    }
    for (const module of modules) {
      const library = libraryOf(module)
      if (library) libraries.set(`${library.name}@${library.version}`, library)
    }
  }
  fs.writeFileSync(path.join(home, 'dist/THIRD-PARTY.txt'), thirdPartyText([...libraries.values()]))
  return { files, libraries: libraries.size, bytes }
}

/** The bundle is made from the source, so that making it twice makes it from the same. */
function sourceOf(home: string, file: string): string {
  return path.join(home, 'src/vendor', `${path.basename(file, '.js')}.ts`)
}
