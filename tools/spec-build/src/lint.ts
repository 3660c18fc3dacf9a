import fs from 'node:fs'
import path from 'node:path'
import { BaseResolver, type Config, getLineColLocation, lint, lintDocument, loadConfig, type NormalizedProblem, Source } from '@redocly/openapi-core'
import { stringify } from 'lossless-json'
import { inexactIntegers, inexactMessage } from '../../../spec/lint/rules/exact-integers.ts'
import { filesBelow } from './load-examples.ts'
import { LosslessResolver } from './lossless-resolver.ts'
import { readYaml } from './lossless-yaml.ts'
import type { JsonObject } from './types.ts'

/** The built documents, by the names under `apis` in spec/lint/redocly.yaml, which may have settings of their own. */
export const builtDocuments = ['openapi', 'cometapi', 'cloudsway'] as const
export type LintedAs = 'sources' | (typeof builtDocuments)[number]

const configPath = path.resolve(import.meta.dirname, '../../../spec/lint/redocly.yaml')
const configs = new Map<LintedAs, Promise<Config>>()

function configFor(kind: LintedAs): Promise<Config> {
  const config = configs.get(kind) ?? loadConfig({ configPath }).then((loaded) => loaded.forAlias(kind))
  configs.set(kind, config)
  return config
}

/** Lints spec/openapi.yaml with all it refers to, and the numbers of every other file of the folder; one line per finding. */
export async function lintSources(specFolder: string): Promise<string[]> {
  const root = path.join(specFolder, 'openapi.yaml')
  const problems = await lint({ ref: root, config: await configFor('sources'), externalRefResolver: new LosslessResolver() })
  return [...problems.filter(counts).map((problem) => line(problem, path.dirname(specFolder))), ...inexactNumbers(specFolder)]
}

/** Lints a built document as it is published. */
export async function lintFile(file: string, kind: LintedAs): Promise<string[]> {
  const problems = await lint({ ref: file, config: await configFor(kind) })
  return problems.filter(counts).map((problem) => line(problem, path.dirname(file)))
}

/** Lints a document that stands in no file. */
export async function lintObject(document: JsonObject, kind: LintedAs): Promise<NormalizedProblem[]> {
  const externalRefResolver = new BaseResolver()
  const source = new Source('document.json', stringify(document) ?? '')
  const problems = await lintDocument({ document: externalRefResolver.parseDocument(source), config: await configFor(kind), externalRefResolver })
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
