import fs from 'node:fs'
import path from 'node:path'

export interface Library {
  name: string
  version: string
  /** As its manifest names it. */
  license: string
  /** The text that has to go with it, where there is a file of it. */
  text: string | undefined
}

/** The library that an installed file belongs to; nothing for files of this repository. */
export function libraryOf(file: string): Library | undefined {
  const end = file.lastIndexOf(`${path.sep}node_modules${path.sep}`)
  if (end < 0) return undefined
  for (let folder = path.dirname(file); folder.length > end + 13; folder = path.dirname(folder)) {
    const manifest = readManifest(folder)
    // Inner manifests tell the kind of modules and have no name.
    if (manifest?.version) return { name: manifest.name, version: manifest.version, license: licenseOf(manifest), text: licenseText(folder) }
  }
  throw new Error(`${file} belongs to no package`)
}

interface Manifest {
  name: string
  version?: string
  license?: string | { type: string }
  licenses?: { type: string }[]
}

function readManifest(folder: string): Manifest | undefined {
  const file = path.join(folder, 'package.json')
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined
}

function licenseOf({ license, licenses }: Manifest): string {
  if (typeof license === 'string') return license
  return license?.type ?? licenses?.map(({ type }) => type).join(' or ') ?? 'unknown'
}

function licenseText(folder: string): string | undefined {
  const name = fs.readdirSync(folder).find((each) => /^(?:licen[cs]e|copying|notice)/i.test(each))
  return name && fs.readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim()
}
