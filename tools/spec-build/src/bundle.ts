import path from 'node:path'
import { bundle, createConfig, Source } from '@redocly/openapi-core'
import { LosslessResolver } from './lossless-resolver.ts'
import type { JsonObject } from './types.ts'

/**
 * Joins a root document and everything it refers to into one document that refers only to itself.
 * With `root` the file is not read: its content is handed in, and only its references are read from where it would lie.
 */
export async function bundleSources(file: string, root?: JsonObject): Promise<JsonObject> {
  const config = await createConfig({})
  const given = root ? { doc: { source: new Source(file, ''), parsed: root } } : { ref: file }
  const result = await bundle({ ...given, config, externalRefResolver: new LosslessResolver() })
  const errors = result.problems.filter((problem) => problem.severity === 'error')
  if (errors.length > 0) {
    const lines = errors.map(({ message, location }) => {
      const place = location[0]
      return `  ${message} (${place ? `${path.relative(path.dirname(file), place.source.absoluteRef)} ${place.pointer ?? ''}` : file})`
    })
    throw new Error(`The sources could not be joined:\n${lines.join('\n')}`)
  }
  const document = result.bundle.parsed as JsonObject
  refuseDuplicates(document)
  return document
}

/** Redocly numbers components that share a name; in the published types that would be noise nobody can explain. */
function refuseDuplicates(document: JsonObject): void {
  for (const kind of ['schemas', 'parameters']) {
    for (const name of Object.keys(document.components?.[kind] ?? {})) {
      const [, original] = /^(.+)-\d+$/.exec(name) ?? []
      if (original) throw new Error(`Two ${kind} are named ${original}; component names must be unique over all folders of spec/. Rename one.`)
    }
  }
}
