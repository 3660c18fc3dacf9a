export { ListenError, PortInUseError } from './listen.js'
export type { GatewayName, MockOptions } from './options.js'
export type { RequestLogEntry } from './request-log.js'
export { type Mock, startMock } from './start-mock.js'
