/** The built client, under types that do not need it to be built. */
const built = (entry: string): Promise<any> => import(new URL(`../../../packages/client/dist/${entry}.js`, import.meta.url).href)

export const client = await built('index')
export const operations = await built('operations')

/** The npm package; only its ESM can be found. */
export const klingApiFile = new URL('../../acceptance/node_modules/kling-api/dist/api.js', import.meta.url)
