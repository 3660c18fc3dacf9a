import { createHistogram } from 'node:perf_hooks'
import autocannon from 'autocannon'
import type { LoadOrder, LoadOutcome } from './load.ts'

/** Runs what it is told to, one order after the other. */
process.on('message', (order: LoadOrder) => {
  send(order).then(
    (outcome) => process.send!(outcome),
    (error: unknown) => process.send!({ error: String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))

async function send({ origin, method, paths, headers, body, connections, seconds, mostRequests }: LoadOrder): Promise<LoadOutcome> {
  const shares: { method: string; path: string; headers: Record<string, string>; body?: string }[][] = Array.from({ length: connections }, () => [])
  paths.forEach((path, index) => {
    shares[index % connections]!.push({ method, path, headers, ...(body === undefined ? {} : { body }) })
  })
  let client = 0
  const latencies = createHistogram()
  const before = process.cpuUsage()
  const run = autocannon({
    url: origin,
    method: method,
    headers,
    ...(body === undefined ? {} : { body }),
    requests: [{ method, path: paths[0]! }],
    connections,
    duration: seconds,
    sampleInt: 100,
    maxOverallRequests: mostRequests,
    setupClient: (connection) => {
      const share = shares[client++ % connections]!
      if (share.length > 0) connection.setRequests(share)
    },
  })
  // Autocannon itself counts whole milliseconds only.
  run.on('response', (_client, _status, _bytes, milliseconds) => latencies.record(Math.max(1, Math.round(milliseconds * 1000))))
  const result = await run
  const { user, system } = process.cpuUsage(before)
  const milliseconds = (percentile: number) => latencies.percentile(percentile) / 1000
  return {
    answers: result['2xx'],
    failures: result.non2xx + result.errors,
    seconds: result.duration,
    p50: milliseconds(50),
    p99: milliseconds(99),
    processorTime: (user + system) / 1000,
  }
}
