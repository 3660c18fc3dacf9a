import { regions } from '../generated/regions.gen.js'
import { baseUrlOf } from './base-url.js'
import { guardBrowser } from './browser-guard.js'
import { systemClock } from './clock.js'
import type { Configuration } from './configuration.js'
import { credentialOf, type FromEnvironment } from './credential-of.js'
import type { ClientOptions } from './options.js'
import { retryOptions } from './retry-options.js'

/** Reads the options of a client. */
export function configure(options: ClientOptions, fromEnvironment?: FromEnvironment): Configuration {
  const { apiKey, auth, gateway, headers = {}, timeout = 120_000, clock = systemClock, random = Math.random, ...others } = options
  const url = baseUrlOf(options)
  const credential = credentialOf(options, fromEnvironment)
  if (credential && !options.dangerouslyAllowBrowser) guardBrowser(url)
  const baseUrl = url.href.replace(/\/+$/, '')
  return {
    ...others,
    baseUrl,
    host: url.host,
    gatewayId: gateway?.id ?? 'official',
    gateway,
    credential,
    mayBeAnonymous: ![gateway?.baseUrl, ...Object.values<string>(regions)].includes(baseUrl),
    // Looked up at each call unless handed in, so that what is put into its place later (MSW) is used.
    fetch: options.fetch ?? ((address, init) => globalThis.fetch(address, init)),
    headers,
    timeout,
    retry: retryOptions(options.retry),
    line: options.concurrency?.({ ...options, clock }),
    clock,
    random,
  }
}
