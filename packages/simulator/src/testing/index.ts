export type { ConformanceCase } from './expectations.js'
export { type ReceiverBehaviour, senderConformance, type TestReceiver } from './sender-conformance.js'
export { storeConformance } from './store-conformance.js'
