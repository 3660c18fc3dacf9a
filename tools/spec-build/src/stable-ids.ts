import { createHash } from 'node:crypto'

/** A UUID that only depends on its seed, so that the document is the same on every build. */
export function requestId(seed: string): string {
  const hex = digest(seed)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Eight digits that only depend on their seed. */
export function eightDigits(seed: string): string {
  return String(Number.parseInt(digest(seed).slice(0, 8), 16) % 100_000_000).padStart(8, '0')
}

/** Another id of the same form. */
export function neighbourOf(id: string): string {
  return String(BigInt(id) + 7n)
}

function digest(seed: string): string {
  return createHash('sha256').update(seed).digest('hex')
}
