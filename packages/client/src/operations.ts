/**
 * One plain function per operation, generated from the document; bundlers keep only those that are used.
 *
 * @example
 * import { createClient, createText2Video } from '@klingkit/client/operations'
 * const client = createClient({ baseUrl: 'http://127.0.0.1:4010', auth: process.env.KLINGAI_API_KEY })
 * const { data, error } = await createText2Video({ client, body: { model_name: 'kling-v3', prompt: 'A fox in the snow' } })
 */

export { type Client, type Config, createClient } from './generated/client/index.js'
export * from './generated/sdk.gen.js'
