import fs from 'node:fs'
import path from 'node:path'
import { checkDocument } from './check.ts'
import { completeDocument, readSources } from './document.ts'
import { lintObject } from './lint.ts'
import { readYaml } from './lossless-yaml.ts'
import { type JsonObject, operationsOf, webhooksOf } from './types.ts'

/** Rules that can only be judged over all resources. */
const ofTheWhole = ['kling/task-links', 'no-unused-components']

/** Checks one resource folder although others may be unfinished: a document of its own path items is put together, checked and linted. */
export async function checkFolder(specFolder: string, folder: string): Promise<string[]> {
  const name = folder.replace(/\/$/, '')
  const file = path.join(specFolder, 'openapi.yaml')
  const root = readYaml(fs.readFileSync(file, 'utf8')) as JsonObject
  const own = (items: JsonObject) =>
    Object.fromEntries(Object.entries<JsonObject>(items ?? {}).filter(([, item]) => item.$ref?.startsWith(`resources/${name}/`)))
  const part = { ...root, paths: own(root.paths), webhooks: own(root.webhooks) }
  const items = [...Object.values<JsonObject>(part.paths), ...Object.values<JsonObject>(part.webhooks)]
  if (items.length === 0) return [`openapi.yaml refers to nothing in resources/${name}; add its path items there`]
  const missing = items.filter((item) => !fs.existsSync(path.join(specFolder, item.$ref)))
  if (missing.length > 0) return missing.map((item) => `${item.$ref} is missing, openapi.yaml refers to it`)

  const sources = await readSources(specFolder, { root: part, examplesBelow: path.join(specFolder, 'resources', name) })
  const known = new Set([...operationsOf(sources.joined), ...webhooksOf(sources.joined)].map(({ operation }) => operation.operationId))
  const strangers = (['requests', 'responses', 'invalid'] as const).flatMap((kind) =>
    Object.keys(sources.examples[kind])
      .filter((id) => !known.has(id))
      .map((id) => `examples/${kind}.yaml speaks of ${id}, which is no operation of this folder`),
  )
  const built = completeDocument(sources)
  const problems = (await lintObject(built.document, 'openapi')).filter(({ ruleId }) => !ofTheWhole.includes(ruleId))
  return [...strangers, ...checkDocument(built), ...problems.map(({ message, location, ruleId }) => `${location[0]?.pointer} ${message} (${ruleId})`)]
}
