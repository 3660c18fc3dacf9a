import { catalogues, knownIds } from '@klingkit/openapi/runtime'

const publicIds = new Set([...Object.values(catalogues).flatMap((list) => Object.keys(list)), ...Object.values(knownIds).flat()])

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi
const longNumber = /(?<![\d.])\d{15,}(?![\d.])/g
const address = /\b[a-z][a-z\d+.-]*:\/\/[^\s"'<>\\]+/gi
const token = /\beyJ[\w-]+(?:\.[\w-]+){1,2}|\b(?:Bearer|Basic)\s+[\w.~+/=-]+|\b(?:sk|ak|key|whsec|pk)[-_][\w+/=-]{8,}/gi
const mail = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
/** Bytes in Base64; nobody can see what they show. */
const blob = /^(?:data:[^,]*,)?[A-Za-z0-9+/\s]{200,}={0,2}\s*$/

/** Names of members that hold ids, and those whose values a user has thought up. */
const idName = /(^|_)(id|ids|cursor|signature|token|secret|key)$/i
const ownName = /(^|_)(name|user|email|phone|account)$/i
const openNames = new Set(['model_name'])

/** What is shorter than that is looked for as a value, but not within texts. */
const shortest = 4

export interface Known {
  /** Values of the headers and the query of a request that nobody else may see. */
  secrets: readonly string[]
  /** Members the document does not know: nobody can tell what they hold. */
  unknown: readonly string[]
}

/**
 * Replaces in bodies what must not be published: credentials, addresses with their signatures, ids, names of the user's own, files. The same thing always becomes the same stand-in, so that recordings still
 * hang together. Numbers beyond 2^53 come and go as bigints.
 */
export class Sanitiser {
  #standIns = new Map<string, string>()
  #counts = new Map<string, number>()

  clean(body: unknown, known: Known): unknown {
    return this.#value(body, '', '', known)
  }

  /** Whether anything of what was replaced, or must not be seen, is left in a text. */
  leftIn(text: string, { secrets }: Known): boolean {
    return (
      secrets.some((secret) => text.includes(secret)) ||
      [...this.#standIns.keys()].some((original) => original.length >= shortest && whole(original).test(text))
    )
  }

  /** Ids that stand in the address of a request, so that they are known where they come back. */
  learn(ids: readonly string[]): void {
    for (const id of ids) this.#id(id, 'id')
  }

  #value(value: unknown, name: string, at: string, known: Known): unknown {
    if (known.unknown.includes(at)) return masked(value)
    if (Array.isArray(value)) return value.map((item, index) => this.#value(item, name, `${at}[${index}]`, known))
    if (typeof value === 'bigint') return BigInt(this.#number(String(value)))
    if (typeof value === 'number') return idName.test(name) && value >= 1e9 ? Number(this.#number(String(value))) : value
    if (typeof value === 'string') return this.#text(value, name, known)
    if (value === null || typeof value !== 'object') return value
    // Filters name a member, and its values beside it.
    const { key, values } = value as { key?: unknown; values?: unknown }
    const filtered = typeof key === 'string' && Array.isArray(values) ? key : undefined
    return Object.fromEntries(
      Object.entries(value).map(([member, inner]) => {
        const place = at === '' ? member : `${at}.${member}`
        if (filtered !== undefined) return [member, member === 'values' ? this.#value(inner, filtered, place, known) : inner]
        return [member, this.#value(inner, member, place, known)]
      }),
    )
  }

  #text(text: string, name: string, known: Known): string {
    if (text === '') return text
    if (blob.test(text)) return 'iVBORw0KGgo='
    if (name === 'callback_url') return 'https://example.com/webhook'
    if (ownName.test(name) && !openNames.has(name)) return this.#standIn('name', text)
    // A list of ids in one text.
    if (idName.test(name))
      return text
        .split(',')
        .map((id) => this.#id(id.trim(), name))
        .join(',')
    return this.#inside(text, known)
  }

  #id(id: string, name: string): string {
    if (publicIds.has(id) || /^\d{1,4}$/.test(id)) return id
    if (/^\d+$/.test(id)) return this.#number(id)
    if (new RegExp(`^${uuid.source}$`, 'i').test(id)) return this.#uuid(id)
    return this.#standIn(name.replace(/_?ids?$/i, '').replaceAll('_', '-') || 'id', id)
  }

  /** What stands in the middle of a text: a message that names an id, a prompt with an address. */
  #inside(text: string, { secrets }: Known): string {
    let cleaned = text
    for (const secret of secrets) cleaned = cleaned.replaceAll(secret, 'redacted')
    // What has a stand-in has it everywhere; longer ones first, because one may hold another.
    const known = [...this.#standIns].filter(([original]) => original.length >= shortest).sort(([one], [other]) => other.length - one.length)
    cleaned = cleaned.replace(address, (found) => this.#address(found))
    for (const [original, standIn] of known) cleaned = cleaned.replace(whole(original), standIn)
    return cleaned
      .replace(token, 'redacted')
      .replace(mail, 'someone@example.com')
      .replace(uuid, (found) => this.#uuid(found))
      .replace(longNumber, (found) => this.#number(found))
  }

  /** The same file under another signature stays the same file. */
  #address(url: string): string {
    const plain = url.replace(/[?#].*$/, '')
    if (/^https?:\/\/([\w-]+\.)?example\.com(\/|$)/.test(plain)) return plain
    const extension = /\.(\w{2,4})$/.exec(plain)?.[1] ?? 'bin'
    return this.#made(plain, () => `https://cdn.example.com/recorded/${this.#next('file')}.${extension.toLowerCase()}`)
  }

  #number(digits: string): string {
    if (publicIds.has(digits)) return digits
    return this.#made(digits, () => `8${String(this.#next('number')).padStart(Math.max(0, digits.length - 1), '0')}`)
  }

  #uuid(found: string): string {
    return this.#made(found.toLowerCase(), () => `00000000-0000-4000-8000-${String(this.#next('uuid')).padStart(12, '0')}`)
  }

  #standIn(kind: string, text: string): string {
    return this.#made(text, () => `${kind}-${this.#next(kind)}`)
  }

  #made(original: string, make: () => string): string {
    // A stand-in that comes back is that of itself.
    if ([...this.#standIns.values()].includes(original)) return original
    const standIn = this.#standIns.get(original) ?? make()
    this.#standIns.set(original, standIn)
    return standIn
  }

  #next(kind: string): number {
    const count = (this.#counts.get(kind) ?? 0) + 1
    this.#counts.set(kind, count)
    return count
  }
}

/** An expression for a text that is no part of a longer word. */
function whole(text: string): RegExp {
  return new RegExp(`(?<![\\w-])${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'g')
}

/** Only what kind of value it was. */
function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value === 'string') return value === '' ? '' : 'unknown'
  if (typeof value === 'number' || typeof value === 'bigint') return 0
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, masked(member)]))
}
