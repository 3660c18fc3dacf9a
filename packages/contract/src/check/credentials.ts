import { createHmac } from 'node:crypto'
import type { GatewayName } from '@klingkit/openapi/runtime'
import type { ContractOperation } from '../document/contract.js'
import { CheckError, type CheckOptions } from './options.js'

/** The same variables that the client reads; keys of Kling are never sent to a gateway. */
const variables: Record<GatewayName, { apiKey: readonly string[]; accessKey?: string; secretKey?: string }> = {
  official: { apiKey: ['KLINGAI_API_KEY'], accessKey: 'KLINGAI_ACCESS_KEY', secretKey: 'KLINGAI_SECRET_KEY' },
  cometapi: { apiKey: ['COMETAPI_KEY', 'COMETAPI_API_KEY'] },
  cloudsway: { apiKey: ['CLOUDSWAY_API_KEY', 'CLOUDSWAY_AK'] },
}

const tokenSeconds = 1800

export interface Credentials {
  /** The token for an operation; undefined where this kind of credential is not good for it. */
  tokenFor(operation: ContractOperation): string | undefined
  /** What must not appear in any report. */
  secrets: readonly string[]
}

/** Credentials of the options, otherwise of the environment; a placeholder where nothing is billed. @throws CheckError when there are none, or half of a pair */
export function credentialsOf(options: CheckOptions, gateway: GatewayName, needed: boolean): Credentials {
  const environment = options.environment ?? process.env
  const names = variables[gateway]
  const found = (given: string | undefined, candidates: readonly (string | undefined)[]) =>
    [given, ...candidates.map((name) => name && environment[name])].map((value) => value?.trim()).find(Boolean)

  // What is given beats what is found.
  const given = options.apiKey ?? options.accessKey ?? options.secretKey
  const apiKey = given === undefined || options.apiKey !== undefined ? found(options.apiKey, names.apiKey) : undefined
  const accessKey = found(options.accessKey, [names.accessKey])
  const secretKey = found(options.secretKey, [names.secretKey])
  if (apiKey) return { tokenFor: () => apiKey, secrets: [apiKey] }
  if (accessKey && secretKey) {
    return {
      // With a gateway's document there is one kind of key.
      tokenFor: ({ security }) => (security.includes('accessKeyJwt') ? signed(accessKey, secretKey) : undefined),
      secrets: [accessKey, secretKey],
    }
  }
  if (accessKey || secretKey) throw new CheckError('an access key and a secret key go together: give both, or an API key alone')
  if (needed) throw new CheckError(`no credential: set ${names.apiKey[0]}${names.accessKey ? `, or ${names.accessKey} and ${names.secretKey}` : ''}`)
  return { tokenFor: () => 'kling-contract', secrets: [] }
}

/** A JWT as Kling takes it: HS256, valid for half an hour, and since five seconds ago, because clocks differ. */
function signed(accessKey: string, secretKey: string): string {
  const now = Math.floor(Date.now() / 1000)
  const head = encoded({ alg: 'HS256', typ: 'JWT' })
  const claims = encoded({ iss: accessKey, exp: now + tokenSeconds, nbf: now - 5 })
  return `${head}.${claims}.${createHmac('sha256', secretKey).update(`${head}.${claims}`).digest('base64url')}`
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
