import { configurationOf } from '../core/client.js'
import { clientWith } from '../core/create-client.js'
import type { Operation } from '../core/operation.js'
import { tokenFor } from '../core/token.js'
import { credentialFromEnvironment } from '../credentials/from-environment.js'
import { KlingApiError } from '../errors/kling-api-error.js'
import { KlingError } from '../errors/kling-error.js'
import { version } from '../generated/version.gen.js'
import type { ProxyOptions } from './proxy-options.js'
import { refusal } from './refusal.js'

/** Sends a request on, with the credential; a credential that is none for the operation is refused as the service would. */
export function createClientForProxy(options: ProxyOptions): (operation: Operation, target: string, init: RequestInit) => Promise<Response> {
  const { apiKey, auth, baseUrl, region, fetch } = options
  const given = { ...(apiKey && { apiKey }), ...(auth && { auth }), ...(baseUrl && { baseUrl }), ...(region && { region }), ...(fetch && { fetch }) }
  const configuration = clientWith(given, credentialFromEnvironment)[configurationOf]()
  if (!configuration.credential) throw new KlingError('klingProxy has no credential to put in. Use klingProxy({ apiKey }), or set KLINGAI_API_KEY')
  return async (operation, target, init) => {
    const headers = new Headers(init.headers)
    headers.set('user-agent', `klingkit/${version}`)
    try {
      headers.set('authorization', `Bearer ${await tokenFor(configuration, operation)}`)
    } catch (error) {
      if (error instanceof KlingApiError) return refusal(error.status, error.klingCode ?? 1000, error.serverMessage)
      throw error
    }
    // A redirect would take the credential elsewhere.
    return configuration.fetch(`${configuration.baseUrl}${target}`, { ...init, headers, redirect: 'manual' })
  }
}
