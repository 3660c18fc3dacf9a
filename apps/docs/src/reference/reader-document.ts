import { createRequire } from 'node:module'

/** The document as the reference shows it. */
export function readerDocument(): string {
  return createRequire(import.meta.url).resolve('@klingkit/openapi/openapi.json')
}
