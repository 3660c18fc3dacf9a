/**
 * One plain function per operation, written from the document; bundlers keep only those that are used. Each takes a client first, then what the method of the facade takes.
 *
 * @example
 * import { createClient, createText2Video } from '@klingkit/client/operations'
 * const client = createClient({ apiKey: process.env.KLINGAI_API_KEY })
 * const task = await createText2Video(client, { model_name: 'kling-v3', prompt: 'A fox in the snow' })
 */

export { createClient } from './core/create-client.js'
export { curlLine } from './core/curl.js'
export { request } from './core/plain-request.js'
export { validation } from './core/validation.js'
export { createQueue } from './create/queue.js'
export * from './generated/operations.gen.js'
export { sharedPolling } from './wait/shared-polling.js'
export { wait } from './wait/wait.js'
export { waitAll, waitAllSettled } from './wait/wait-all.js'
