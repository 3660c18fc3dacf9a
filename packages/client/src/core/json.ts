export { type ParseExactOptions, parseExact } from './parse-exact.js'
export { InexactIntegerError, stringifyExact } from './stringify-exact.js'
