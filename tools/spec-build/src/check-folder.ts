import fs from 'node:fs'
import path from 'node:path'
import { checkDocument } from './check.ts'
import { completeDocument, readSources } from './document.ts'
import { readYaml } from './lossless-yaml.ts'
import { type JsonObject, operationsOf } from './types.ts'

/**
 * Checks one resource folder although others may be unfinished: a document of its own path items is put together and checked.
 */
export async function checkFolder(specFolder: string, folder: string): Promise<string[]> {
  const root = readYaml(fs.readFileSync(path.join(specFolder, 'openapi.yaml'), 'utf8')) as JsonObject
  const own = (items: JsonObject) =>
    Object.fromEntries(Object.entries(items).filter(([, item]: [string, any]) => item.$ref.startsWith(`resources/${folder.replace(/\/$/, '')}/`)))
  const part = { ...root, paths: own(root.paths), webhooks: own(root.webhooks) }
  const findings: string[] = []
  for (const item of [...Object.values<any>(part.paths), ...Object.values<any>(part.webhooks)]) {
    if (!fs.existsSync(path.join(specFolder, item.$ref))) return [`${item.$ref} is missing`]
  }
  const file = path.join(specFolder, `.check-${folder.replaceAll('/', '-')}.yaml`)
  const { stringify } = await import('yaml')
  fs.writeFileSync(file, stringify(part))
  try {
    const sources = await readSources(specFolder, file, path.join(specFolder, 'resources', folder))
    const known = new Set(operationsOf(sources.joined).map(({ operation }) => operation.operationId))
    for (const kind of ['requests', 'responses', 'invalid'] as const) {
      for (const id of Object.keys(sources.examples[kind]))
        if (!known.has(id) && !part.webhooks[id]) findings.push(`examples/${kind}.yaml speaks of ${id}, which is no operation of this folder`)
    }
    findings.push(...checkDocument(completeDocument(sources)))
  } finally {
    fs.rmSync(file, { force: true })
  }
  return findings
}
