import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { GatewayName } from '@klingkit/openapi/runtime'
import { parseExact } from '../json/exact-json.js'

const require = createRequire(import.meta.url)

export interface InvalidExample {
  /** The rule or JSON Schema keyword it breaks. */
  rule: string
  at?: string
  /** The real service was seen refusing it. */
  observed?: boolean
  value: any
}

/** The OpenAPI document of the service or of a gateway, with every digit of its examples. */
export function readDocument(gateway: GatewayName): Record<string, any> {
  return read(gateway === 'official' ? 'openapi.json' : `${gateway}.json`)
}

/** Bodies that must be refused: operation id -> name -> body with the rule it breaks. */
export function readInvalidExamples(gateway: GatewayName): Record<string, Record<string, InvalidExample>> {
  return read(gateway === 'official' ? 'invalid-bodies.json' : `${gateway}-invalid-bodies.json`)
}

function read(file: string): any {
  return parseExact(readFileSync(require.resolve(`@klingkit/openapi/${file}`), 'utf8'))
}
