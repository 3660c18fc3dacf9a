/** Variables of the environment by their names. */
export type Environment = Record<string, string | undefined>

/** Browsers have no `process`; its type is not taken from Node, because this file runs there too. */
export function ownEnvironment(): Environment {
  return (globalThis as { process?: { env?: Environment } }).process?.env ?? {}
}
