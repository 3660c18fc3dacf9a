import { controlApi } from './control-api.ts'
import { Observable } from './observable.ts'
import type { LoggedRequest } from './types.ts'

/** A request with a key of its own. */
export interface NumberedRequest extends LoggedRequest {
  key: number
}

const kept = 1000

/** Newest first. */
export const requestList = new Observable<readonly NumberedRequest[]>([])

let key = 0
let waiting: LoggedRequest[] = []
let reading = false

/** Reads what came in before; what arrives meanwhile is not shown twice. */
export async function readRequests(): Promise<void> {
  reading = true
  waiting = []
  try {
    const before = await controlApi.requests()
    waiting.splice(0, overlap(before, waiting))
    requestList.set(before.map(numbered).reverse())
  } finally {
    reading = false
  }
  addWaiting()
}

export function noteRequest(request: LoggedRequest): void {
  waiting.push(request)
}

export function addWaiting(): void {
  if (reading || waiting.length === 0) return
  const added = waiting.map(numbered).reverse()
  waiting = []
  requestList.set([...added, ...requestList.value].slice(0, kept))
}

function numbered(request: LoggedRequest): NumberedRequest {
  return { ...request, key: ++key }
}

/** How many of the first ones heard of stand already at the end of what was read. */
function overlap(read: readonly LoggedRequest[], heard: readonly LoggedRequest[]): number {
  const texts = read.slice(-heard.length).map((request) => JSON.stringify(request))
  for (let length = Math.min(texts.length, heard.length); length > 0; length--) {
    if (heard.slice(0, length).every((request, index) => JSON.stringify(request) === texts[texts.length - length + index])) return length
  }
  return 0
}
