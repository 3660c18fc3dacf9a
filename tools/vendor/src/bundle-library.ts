import fs from 'node:fs'
import path from 'node:path'
import { type Plugin, rolldown } from 'rolldown'

export interface Bundle {
  code: string
  /** Files whose code is in it. */
  modules: string[]
  /** Files that the code reads from beside itself: relative path -> where it is installed. */
  assets: Map<string, string>
}

/** Only asked for invented values (`dynamic: true`), which nobody here wants, and a third of all code. */
const leftOut = ['@faker-js/faker']

const leaveOut: Plugin = {
  name: 'leave-out',
  resolveId: (id) => (leftOut.some((name) => id === name || id.startsWith(`${name}/`)) ? '\0left-out' : null),
  // Tables of its members are made when it is loaded.
  load: (id) => (id === '\0left-out' ? 'const anything = new Proxy({}, { get: () => anything }); module.exports = anything' : null),
}

/** Universal modules, which hide what they require; their ES modules do not. */
const universal = ['jsonc-parser']

const openUp: Plugin = {
  name: 'open-up',
  async resolveId(id, importer) {
    if (!universal.includes(id)) return null
    const main = await this.resolve(id, importer, { skipSelf: true })
    const folder = main!.id.slice(0, main!.id.lastIndexOf(`node_modules/${id}/`) + `node_modules/${id}`.length)
    return path.join(folder, JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).module)
  },
}

/** Old scripts say `this` for their exports and nothing else that would tell what kind of module they are. */
const keepThis: Plugin = {
  name: 'keep-this',
  transform: (code) => (/^\s*\}\s*\(this\b/m.test(code) && !/\bmodule\.exports|^(?:im|ex)port\b/m.test(code) ? `${code}\nmodule.exports = exports\n` : null),
}

/**
 * Node complains of old ways, but not to libraries; what lies in a package of ours counts as one only once it is installed. So `fetch` is Node's own, and `url.parse` is asked for without the complaint.
 */
const modern: Plugin = {
  name: 'modern',
  resolveId: (id) => (id === 'node-fetch' || id === 'url' ? `\0${id}.cjs` : null),
  load: (id) => ({ '\0node-fetch.cjs': ownFetch, '\0url.cjs': quietUrl })[id] ?? null,
}

const ownFetch = 'module.exports = Object.assign((...given) => fetch(...given), { default: (...given) => fetch(...given), Headers, Request, Response })'

const quietUrl = `const url = require('node:url')
const parse = (text, query, slashes) => {
  if (text instanceof url.Url) return text
  const parsed = new url.Url()
  parsed.parse(text, query, slashes)
  return parsed
}
module.exports = { ...url, parse, resolve: (from, to) => parse(from, false, true).resolveObject(parse(to, false, true)).format() }`

/** One ES module with everything that a source file imports; only what Node brings along stays outside. */
export async function bundleLibrary(source: string): Promise<Bundle> {
  const unresolved: string[] = []
  const bundle = await rolldown({
    input: source,
    platform: 'node',
    plugins: [leaveOut, openUp, keepThis, modern],
    onLog(_, { code, message }) {
      if (code === 'UNRESOLVED_IMPORT') unresolved.push(message)
    },
  })
  const { output } = await bundle.generate({ format: 'esm', minify: true, codeSplitting: false })
  await bundle.close()
  const [{ code, modules }] = output
  unresolved.push(...[...code.matchAll(/\brequire\(["'`](\.[^"'`]*)["'`]\)/g)].map(([, name]) => `${name}, which is required in a hidden way`))
  if (unresolved.length > 0) throw new Error(`${path.basename(source)} imports what cannot be put into it:\n${unresolved.join('\n')}`)
  const files = Object.keys(modules).filter((id) => !id.startsWith('\0'))
  return { code, modules: files, assets: assetsOf(files) }
}

function assetsOf(files: string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const file of files)
    for (const [, asset] of fs.readFileSync(file, 'utf8').matchAll(/new URL\(["'](\.\/[^"']+\.wasm)["']/g))
      found.set(asset!, path.resolve(path.dirname(file), asset!))
  return found
}
