import type { GatewayName } from '@klingkit/openapi/runtime'
import { type Mischief, plainHeaders } from '@klingkit/simulator'
import { createEngine, type Engine } from './engine.js'
import { answerMedia, joined, mediaAddress, mediaPath } from './media/index.js'
import { fromConfigFile, fromEnvironment } from './options/option-sources.js'
import { resolveOptions } from './options/options.js'
import { driftTeller } from './proxy/drift-teller.js'
import { gatewayOfHost } from './register-hosts.js'
import { BatchInterceptor, ClientRequestInterceptor, FetchInterceptor } from './vendor/interceptors.js'

/*
 * `node --import @klingkit/mock/register app.js`: every Kling client of the process talks to a mock inside it. Requests to other hosts pass untouched. Options come from KLING_MOCK_* variables.
 */

// The interceptors need it; they load without it, and every request would fail with their words.
if (!('withResolvers' in Promise))
  throw new Error(
    `@klingkit/mock/register needs Node 22 or later, and this is ${process.version}. On an older one start kling-mock, and give its address to your client as base URL.`,
  )

/** Nobody has this name: requests for files of the mock never leave the process. Some clients download by https only, so it is that. */
const mediaHost = 'media.kling-mock.invalid'

type Body = ConstructorParameters<typeof Response>[0]

const { KLING_MOCK_CONFIG: config } = process.env
const { json = false, ...given } = { ...(config ? fromConfigFile(config) : {}), ...fromEnvironment(process.env) }
const options = resolveOptions(given)

const tellDrift = driftTeller((line) => console.error(`kling-mock: ${line}`))
const engines = new Map<GatewayName, Promise<Engine>>()
const interceptor = new BatchInterceptor({ name: 'kling-mock', interceptors: [new ClientRequestInterceptor(), new FetchInterceptor()] })
interceptor.on('request', async ({ request, controller }) => {
  const url = new URL(request.url)
  if (url.hostname === mediaHost && url.pathname.startsWith(mediaPath)) return controller.respondWith(media(request, url))
  const gateway = gatewayOfHost.get(url.hostname)
  // What the proxy of this process passes on is meant for the real service.
  if (gateway === undefined || request.headers.get('via')?.includes('kling-mock')) return
  const engine = await engineOf(gateway)
  const body = request.method === 'GET' || request.method === 'HEAD' ? undefined : new Uint8Array(await request.arrayBuffer())
  const { answer, operationId, issues, warnings, drift } = await engine.handle({
    method: request.method,
    url: `${url.pathname}${url.search}`,
    headers: plainHeaders(request.headers),
    body,
  })
  if (json) console.error(JSON.stringify({ type: 'request', method: request.method, url: request.url, operationId, status: answer.status }))
  if (options.mode === 'proxy') tellDrift({ type: 'request', request: { operationId, status: answer.status, issues, warnings, drift } })
  await pause(answer.mischief)
  if (answer.mischief?.reset) return controller.errorWith(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }))
  controller.respondWith(new Response(cut(answer.body, answer.mischief), { status: answer.status, headers: answer.headers }))
})
interceptor.apply()

/** Each gateway has tasks of its own, as in life. A state file belongs to the official service. */
function engineOf(gateway: GatewayName): Promise<Engine> {
  const state = gateway === 'official' ? {} : { state: undefined, seedFile: undefined }
  const engine =
    engines.get(gateway) ?? createEngine({ ...options, ...state, gateway }, options.media === 'local' ? mediaAddress(`https://${mediaHost}`) : undefined)
  engines.set(gateway, engine)
  return engine
}

function media(request: Request, url: URL): Response {
  const { status, headers, body } = answerMedia(`${url.pathname}${url.search}`, request.headers.get('range') ?? undefined, request.method)
  return new Response(joined(body) as Body, { status, headers })
}

async function pause(mischief: Mischief | undefined): Promise<void> {
  const time = (mischief?.delay ?? 0) + (mischief?.slow ?? 0)
  if (time > 0) await new Promise((resolve) => setTimeout(resolve, time))
}

function cut(body: string | Uint8Array, mischief: Mischief | undefined): Body {
  return (mischief?.truncate === undefined ? body : body.slice(0, mischief.truncate)) as Body
}
