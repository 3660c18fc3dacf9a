export type GatewayName = 'official' | 'cometapi' | 'cloudsway'

export interface MockOptions {
  /** Port to listen on; 0 picks a free one. Default 4010. */
  port?: number
  /** Address to listen on. Default 127.0.0.1: only this machine. */
  host?: string
  /** How answers come about. So far only `replay`: the documented examples. */
  mode?: 'replay'
  /** Whose document and paths are served. Default `official`. */
  gateway?: GatewayName
  /** Answer browsers of other origins. Default true. */
  cors?: boolean
  /** Largest request body in bytes; above it the answer is 413. Default 80 MB, enough for a 50 MB picture as Base64. */
  bodyLimit?: number
}

export type ResolvedOptions = Required<MockOptions>

export function resolveOptions(options: MockOptions): ResolvedOptions {
  return { port: 4010, host: '127.0.0.1', mode: 'replay', gateway: 'official', cors: true, bodyLimit: 80 * 1024 * 1024, ...options }
}
