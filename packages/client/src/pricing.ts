/**
 * What a call will cost, before it is made.
 *
 * @example
 * import { estimate } from '@klingkit/client/pricing'
 * estimate('createAvatar', { image, sound_file, mode: 'pro' }, { inputSeconds: 12 }).usd // 1.344
 */
export type { PricedBodies, PriceRange, PriceSource } from './generated/prices.gen.js'
export type { Amount } from './pricing/amount.js'
export { type Estimate, type EstimateOptions, estimate, type PriceBasis, type PricedOperation } from './pricing/estimate.js'
