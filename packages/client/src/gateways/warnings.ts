import type { Operation } from '../core/operation.js'
import type { GatewayFacts } from './facts.js'
import { callbackUrlOf } from './refusal.js'

/** What a caller may not expect of a call that can be made. */
export function warningsOf({ title, callbacks, defaults }: GatewayFacts, operation: Operation, body: any): string[] {
  const left = Object.entries(defaults[operation.id] ?? {}).filter(([name]) => body?.[name] === undefined)
  return [
    ...(callbackUrlOf(operation, body) && callbacks !== 'relayed'
      ? [`${title} takes callback_url, but does not say whether callbacks are passed on or signed; wait(task) asks for the task and needs none`]
      : []),
    ...left.map(([name, value]) => `${title} takes ${JSON.stringify(value)} where ${name} is left out, Kling another value; better send it`),
  ]
}
