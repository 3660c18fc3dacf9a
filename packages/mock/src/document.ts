import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { GatewayName } from '@klingkit/openapi/runtime'
import { parse } from 'lossless-json'

const require = createRequire(import.meta.url)

/** Path of the document of the service or of a gateway. */
export function documentFile(gateway: GatewayName): string {
  return require.resolve(`@klingkit/openapi/${gateway === 'official' ? 'openapi' : gateway}.json`)
}

/**
 * Reads a document with every digit: integers that JavaScript cannot hold are carried through Prism as marked strings and written out as numbers again by `exactJson`.
 */
export async function readDocument(gateway: GatewayName): Promise<Record<string, any>> {
  const text = await readFile(documentFile(gateway), 'utf8')
  return parse(text, undefined, { parseNumber: exactNumber }) as Record<string, any>
}

const mark = 'exact-integer:'

function exactNumber(digits: string): number | string {
  const value = Number(digits)
  return Number.isSafeInteger(value) || !/^-?\d+$/.test(digits) ? value : `${mark}${digits}`
}

/** JSON text of an example in which marked integers stand as numbers again. */
export function exactJson(body: unknown): string {
  return JSON.stringify(body).replace(/"exact-integer:(-?\d+)"/g, '$1')
}
