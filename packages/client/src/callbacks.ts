/** Receiving what Kling reports of tasks: signatures, typed events, a handler for any server. No Node built-ins, no dependencies. */

export type { CallbackEvent, CallbackOutcome, LegacyCallbackEvent, NewCallbackEvent } from './callbacks/callback-event.js'
export { type CallbackFeed, type CallbackFeedOptions, type CallbackListener, createCallbackFeed, type FeedKey } from './callbacks/callback-feed.js'
export { callbackHandler } from './callbacks/callback-handler.js'
export type { CallbackDelivery, CallbackHandlerOptions } from './callbacks/callback-handler-options.js'
export { type CallbackStore, memoryStore } from './callbacks/callback-store.js'
export { KlingCallbackParseError } from './callbacks/kling-callback-parse-error.js'
export { KlingCallbackSecretError } from './callbacks/kling-callback-secret-error.js'
export { KlingCallbackSignatureError, type SignatureProblem } from './callbacks/kling-callback-signature-error.js'
export { KlingCallbackTooLargeError } from './callbacks/kling-callback-too-large-error.js'
export { parseCallback } from './callbacks/parse-callback.js'
export type { CallbackHeaders } from './callbacks/signature-headers.js'
export { type VerifiedCallback, type VerifyCallbackOptions, verifyCallback } from './callbacks/verify-callback.js'
