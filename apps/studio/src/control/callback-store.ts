import { controlApi } from './control-api.ts'
import { Observable } from './observable.ts'
import type { Delivery } from './types.ts'

export interface CallbackList {
  /** Newest first. */
  deliveries: readonly Delivery[]
  /** Whether the mock signs what it sends from now on. */
  signed: boolean
}

export const callbackList = new Observable<CallbackList>({ deliveries: [], signed: false })

/** In the order they were first heard of. */
const known = new Map<string, Delivery>()
let changed = false

export async function readCallbacks(): Promise<void> {
  const { callbacks, signed } = await controlApi.callbacks()
  known.clear()
  for (const delivery of callbacks) known.set(delivery.id, delivery)
  publish(signed)
}

export function noteDelivery(delivery: Delivery): void {
  known.set(delivery.id, delivery)
  changed = true
}

export function publishDeliveries(): void {
  if (changed) publish(callbackList.value.signed)
}

function publish(signed: boolean): void {
  changed = false
  callbackList.set({ deliveries: [...known.values()].reverse(), signed })
}
