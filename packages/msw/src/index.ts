export type { Control } from '@klingkit/simulator'
export { type KlingHandlers, klingHandlers } from './kling-handlers.js'
export type { GatewayName, KlingHandlersOptions } from './options.js'
export type { Override, OverrideAnswer } from './overrides.js'
