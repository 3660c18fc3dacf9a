import path from 'node:path'
import { BaseResolver, bundle, createConfig, type Source } from '@redocly/openapi-core'
import { readYaml } from './lossless-yaml.ts'
import type { JsonObject } from './types.ts'

/** Redocly reads YAML numbers as JavaScript numbers and would round 18-digit ids, so the sources are parsed by our own reader. */
class LosslessResolver extends BaseResolver {
  override parseDocument(source: Source) {
    return { source, parsed: readYaml(source.body) }
  }
}

/** Joins openapi.yaml and everything it refers to into one document that refers only to itself. */
export async function bundleSources(root: string): Promise<JsonObject> {
  const config = await createConfig({})
  const result = await bundle({ ref: root, config, externalRefResolver: new LosslessResolver() })
  const errors = result.problems.filter((problem) => problem.severity === 'error')
  if (errors.length > 0) {
    throw new Error(
      `The sources could not be joined:\n${errors.map((problem) => `  ${problem.message} (${path.relative(path.dirname(root), problem.location[0]?.source.absoluteRef ?? '')} ${problem.location[0]?.pointer ?? ''})`).join('\n')}`,
    )
  }
  const document = result.bundle.parsed as JsonObject
  for (const name of Object.keys(document.components?.schemas ?? {})) {
    if (/-\d+$/.test(name))
      throw new Error(`Two schemas are named ${name.replace(/-\d+$/, '')}; component names must be unique over all folders of spec/. Rename one.`)
  }
  return document
}
