export const gatewayNames = ['official', 'cometapi', 'cloudsway'] as const
export type GatewayName = (typeof gatewayNames)[number]

export interface MockOptions {
  /** Port to listen on; 0 picks a free one. Default 4010. */
  port?: number | undefined
  /** Address to listen on. Default 127.0.0.1: only this machine. */
  host?: string | undefined
  /** How answers come about. So far only `replay`: the documented examples. */
  mode?: 'replay' | undefined
  /** Whose document and paths are served. Default `official`. */
  gateway?: GatewayName | undefined
  /** Answer browsers of other origins. Default true. */
  cors?: boolean | undefined
  /** Largest request body in bytes; above it the answer is 413. Default 80 MB, enough for a 50 MB picture as Base64. */
  bodyLimit?: number | undefined
}

export type ResolvedOptions = { [Name in keyof MockOptions]-?: Exclude<MockOptions[Name], undefined> }

const defaults: ResolvedOptions = { port: 4010, host: '127.0.0.1', mode: 'replay', gateway: 'official', cors: true, bodyLimit: 80 * 1024 * 1024 }

/**
 * Fills in the defaults.
 *
 * @throws TypeError for a value that no option can have
 */
export function resolveOptions(options: MockOptions): ResolvedOptions {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
  const resolved: ResolvedOptions = { ...defaults, ...given }
  const { port, mode, gateway, bodyLimit } = resolved
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new TypeError(`port is a whole number from 0 to 65535, not ${port}`)
  if (mode !== 'replay') throw new TypeError(`mode is replay, not ${mode}`)
  if (!gatewayNames.includes(gateway)) throw new TypeError(`gateway is one of ${gatewayNames.join(', ')}, not ${gateway}`)
  if (!Number.isInteger(bodyLimit) || bodyLimit < 0) throw new TypeError(`bodyLimit is a whole number of bytes, not ${bodyLimit}`)
  return resolved
}
