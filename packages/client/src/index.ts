export { specHash } from './generated/spec-hash.gen.js'
export type * from './generated/types.gen.js'
export * from './operations.js'
