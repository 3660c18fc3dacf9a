import fs from 'node:fs'
import path from 'node:path'
import { BaseResolver, type Config, getLineColLocation, lint, lintDocument, loadConfig, type NormalizedProblem, Source } from '@redocly/openapi-core'
import { stringify } from 'lossless-json'
import { inexactIntegers, inexactMessage } from '../../../spec/lint/rules/exact-integers.ts'
import { filesBelow } from './load-examples.ts'
import { LosslessResolver } from './lossless-resolver.ts'
import { readYaml } from './lossless-yaml.ts'
import type { JsonObject } from './types.ts'

const configPath = path.resolve(import.meta.dirname, '../../../spec/lint/redocly.yaml')
const configs = new Map<string, Promise<Config>>()

/** The settings for one of the `apis` of spec/lint/redocly.yaml: `sources`, `openapi`, or a gateway. */
function configFor(name: string): Promise<Config> {
  const config = configs.get(name) ?? loadConfig({ configPath }).then((loaded) => loaded.forAlias(name))
  configs.set(name, config)
  return config
}

/** Lints spec/openapi.yaml with all it refers to, and the numbers of every other file of the folder; one line per finding. */
export async function lintSources(specFolder: string): Promise<string[]> {
  const root = path.join(specFolder, 'openapi.yaml')
  const problems = await lint({ ref: root, config: await configFor('sources'), externalRefResolver: new LosslessResolver() })
  return [...problems.filter(counts).map((problem) => line(problem, path.dirname(specFolder))), ...inexactNumbers(specFolder)]
}

/** Lints a document as it is published, `openapi` or that of a gateway. */
export async function lintFile(file: string, name: string): Promise<string[]> {
  const problems = await lint({ ref: file, config: await configFor(name) })
  return problems.filter(counts).map((problem) => line(problem, path.dirname(file)))
}

/** Lints a document that stands in no file. */
export async function lintObject(document: JsonObject, name: string): Promise<NormalizedProblem[]> {
  const externalRefResolver = new BaseResolver()
  const source = new Source('document.json', stringify(document) ?? '')
  const problems = await lintDocument({ document: externalRefResolver.parseDocument(source), config: await configFor(name), externalRefResolver })
  return problems.filter(counts)
}

function counts(problem: NormalizedProblem): boolean {
  return !problem.ignored && problem.severity === 'error'
}

function line(problem: NormalizedProblem, base: string): string {
  const place = problem.location[0]!
  const { start } = getLineColLocation(place)
  const hint = problem.suggest.length > 0 ? ` Did you mean ${problem.suggest.join(' or ')}?` : ''
  return `${path.relative(base, place.source.absoluteRef)}:${start.line}:${start.col} ${problem.message}${hint} (${problem.ruleId})`
}

/** Examples and data files are no part of the linted document, but their numbers must survive as well. */
function inexactNumbers(specFolder: string): string[] {
  return filesBelow(specFolder).flatMap((file) =>
    inexactIntegers(readYaml(fs.readFileSync(file, 'utf8'))).map(
      (found) => `${path.relative(path.dirname(specFolder), file)} ${found.path.join('.')}: ${inexactMessage(found)} (kling/exact-integers)`,
    ),
  )
}
