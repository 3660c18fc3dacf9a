interface ErrorCode {
  code: number
  http: number
  group: string
  retry: string
  messages?: { name?: string; text: string; sample?: string }[]
}

/** Codes of one group that mean different things to a caller. */
const named: Record<number, string> = { 1302: 'rate', 1303: 'concurrency', 1304: 'permission' }

/** What may pass as a rule. Only exceptions are written out, because every app carries them. */
const usualRetries: Record<string, string> = { server: 'recover-first', rate: 'backoff' }

/** The class and the retry class of every error code, and the texts that tell what the code alone does not. */
export function errorCodesCode(codes: ErrorCode[]): string {
  const failures = codes.filter(({ code }) => code !== 0)
  const usual = usualKinds(failures)
  const exceptions = failures.filter((failure) => kindOf(failure) !== usual.get(hundred(failure)))
  const kinds = [...usual, ...exceptions.map((failure) => [failure.code, kindOf(failure)] as const)].map(([code, kind]) => `  ${code}: '${kind}',`)
  const retries = failures.filter((failure) => failure.retry !== (usualRetries[kindOf(failure)] ?? 'never')).map(({ code, retry }) => `  ${code}: '${retry}',`)
  const words = [...new Set(failures.map(kindOf))].map((word) => `'${word}'`)
  return `
export type ErrorKind = ${words.join(' | ')}

/** What error codes mean to a caller, the word of an error class: 12 is for all from 1200 to 1299 that are not listed themselves. */
export const errorKinds: Readonly<Record<number, ErrorKind | undefined>> = {\n${kinds.join('\n')}\n}

/** Codes that may pass, unless they are of the kind server (recover-first) or rate (backoff). All others never do. */
export const retryClasses: Readonly<Record<number, 'backoff' | 're-sign' | 'recover-first' | undefined>> = {\n${retries.join('\n')}\n}

/** What is said of an external task id that was used before. */
export const duplicateExternalId = ${pattern(codes, ['duplicate-external-id'])}

/** What is said of a task that does not exist. */
export const taskNotFound = ${pattern(codes, ['not-found', 'not-found-short'])}
`
}

function hundred({ code }: ErrorCode): number {
  return Math.floor(code / 100)
}

/** What most codes of a hundred mean. */
function usualKinds(failures: ErrorCode[]): Map<number, string> {
  const usual = new Map<number, string>()
  for (const [of, group] of Map.groupBy(failures, hundred)) {
    const counts = Map.groupBy(group, kindOf)
    usual.set(of, [...counts].sort(([, a], [, b]) => b.length - a.length)[0]![0])
  }
  return usual
}

function kindOf({ code, group, http }: ErrorCode): string {
  const byGroup: Record<string, string> = {
    authentication: 'authentication',
    account: http === 403 ? 'permission' : 'balance',
    'invalid parameters': http === 404 ? 'missing' : 'request',
    policy: 'policy',
    internal: 'server',
  }
  const kind = named[code] ?? byGroup[group]
  if (!kind) throw new Error(`error ${code} is of a group that the client does not know: ${group}`)
  return kind
}

/** A pattern for texts, the part that differs from call to call left open. */
function pattern(codes: ErrorCode[], names: string[]): string {
  const texts = names.map((name) => {
    const found = codes.flatMap(({ messages = [] }) => messages).find((message) => message.name === name)
    if (!found) throw new Error(`spec/errors.yaml has no message '${name}'`)
    const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    return found.sample ? found.text.split(found.sample).map(escaped).join('.*') : escaped(found.text)
  })
  return `/^(?:${texts.join('|')})$/i`
}
