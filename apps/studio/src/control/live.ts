import type { QueryClient } from '@tanstack/react-query'
import { noteDelivery, publishDeliveries, readCallbacks } from './callback-store.ts'
import { readClock } from './mock-clock.ts'
import { Observable } from './observable.ts'
import { addWaiting, noteRequest, readRequests } from './request-store.ts'
import { markStale, readAllTasks, readStale } from './task-store.ts'

/** Whether the mock is heard. */
export const connection = new Observable<'opening' | 'open' | 'lost'>('opening')

/** What happens is applied in batches: a thousand events cost as much as one. */
const batchEvery = 250
/** The clock of this machine and that of the page drift apart. */
const clockEvery = 5000

/**
 * Follows the mock: reads everything once, then applies what is heard of.
 *
 * @returns a function that ends it
 */
export function follow(cache: QueryClient): () => void {
  const source = new EventSource('/__kling/events')
  let accountMoved = false
  source.onopen = () => void readEverything(cache)
  source.onerror = () => connection.set('lost')
  source.addEventListener('task', ({ data }) => {
    markStale(JSON.parse(data).id)
    accountMoved = true
  })
  source.addEventListener('request', ({ data }) => {
    noteRequest(JSON.parse(data).request)
    // A rule may have counted it.
    accountMoved = true
  })
  source.addEventListener('callback', ({ data }) => noteDelivery(JSON.parse(data).delivery))
  source.addEventListener('control', ({ data }) => void stepIn(JSON.parse(data).path, cache))

  let busy = false
  const batch = setInterval(async () => {
    if (connection.value !== 'open' || busy) return
    busy = true
    addWaiting()
    publishDeliveries()
    await readStale().catch(() => {})
    if (accountMoved) {
      accountMoved = false
      void cache.invalidateQueries({ queryKey: ['control'] })
    }
    busy = false
  }, batchEvery)
  const clock = setInterval(() => connection.value === 'open' && void readClock().catch(() => {}), clockEvery)
  return () => {
    source.close()
    clearInterval(batch)
    clearInterval(clock)
  }
}

async function readEverything(cache: QueryClient): Promise<void> {
  try {
    await readClock()
    await Promise.all([readAllTasks(), readRequests(), readCallbacks(), cache.invalidateQueries({ queryKey: ['control'] })])
    connection.set('open')
  } catch {
    connection.set('lost')
  }
}

/** Somebody stepped in, here or elsewhere. */
async function stepIn(path: string, cache: QueryClient): Promise<void> {
  if (path === '/reset' || path === '/seed') return readEverything(cache)
  if (path.startsWith('/clock')) await readClock()
  if (path === '/webhook-secret') await readCallbacks()
  await cache.invalidateQueries({ queryKey: ['control'] })
}
