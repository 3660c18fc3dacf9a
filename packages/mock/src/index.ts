export type { RequestLogEntry } from './http-server.js'
export type { GatewayName, MockOptions } from './options.js'
export { type Mock, PortInUseError, startMock } from './start-mock.js'
