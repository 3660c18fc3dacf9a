import fs from 'node:fs'
import path from 'node:path'

const folder = path.resolve(import.meta.dirname, '../../packages/openapi/dist')

export interface BuiltDocument {
  name: string
  file: string
}

/** The OpenAPI documents that packages/openapi has built: Kling's own and those of the gateways. */
export const documents: BuiltDocument[] = filesOf(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name: path.parse(name).name, file: path.join(folder, name) }))
  .filter(({ file }) => readDocument(file).openapi !== undefined)

export function readDocument(file: string): any {
  return JSON.parse(fs.readFileSync(file, 'utf8'))
}

function filesOf(place: string): string[] {
  return fs.existsSync(place) ? fs.readdirSync(place).sort() : []
}
