import { BaseResolver, type Source } from '@redocly/openapi-core'
import { readYaml } from './lossless-yaml.ts'

/** Redocly reads YAML numbers as JavaScript numbers and would round 18-digit ids, so the sources are parsed by our own reader. */
export class LosslessResolver extends BaseResolver {
  override parseDocument(source: Source) {
    return { source, parsed: readYaml(source.body) }
  }
}
