import type { Machine } from './machine.ts'
import type { StoreSize } from './measures/store-size.ts'
import type { Row } from './measures/throughput.ts'
import { median } from './statistics.ts'
import type { Target } from './targets.ts'

export interface StartRow {
  server: string
  engine: string
  /** Milliseconds from the start of the process to its first answer, one per round. */
  times: number[]
  /** MiB after the first answer, one per round. */
  memory: number[]
  /** MiB after all loads of the run. */
  memoryAfterLoads: number | undefined
}

export interface Results {
  date: string
  machine: Machine
  settings: { connections: number; rounds: number; seconds: number; warmUpSeconds: number }
  tookSeconds: number
  loads: { name: string; request: string; rows: Row[] }[]
  starts: StartRow[]
  sizes: StoreSize[]
  targets: Target[]
}

/** The tables in Markdown, so that they can be put into the README as they are. */
export function tablesOf(results: Results): string {
  const { machine, settings, date } = results
  const { rounds, seconds, warmUpSeconds, connections } = settings
  return [
    `${date.slice(0, 10)}, ${machine.cores} cores (${machine.processor}), ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}, load before the run ${machine.loadBefore.toFixed(2)}; ${connections} connections, ${rounds} rounds of ${seconds} s each, warm-up ${warmUpSeconds} s, medians; took ${Math.round(results.tookSeconds)} s.`,
    ...results.loads.map(({ name, request, rows }) => `${name}: \`${request}\`\n\n${loadTable(rows)}`),
    `Start and memory\n\n${startTable(results.starts)}`,
    `Tasks stored\n\n${sizeTable(results.sizes)}`,
    `Targets\n\n${targetTable(results.targets)}`,
  ].join('\n\n')
}

function loadTable(rows: Row[]): string {
  return table(
    ['server', 'engine', 'requests/s', 'p50 ms', 'p99 ms', 'server busy', 'generator busy', 'µs per request'],
    rows.map(({ server, engine, perSecond, p50, p99, serverBusy, generatorBusy, serverTime }) => [
      server,
      engine,
      whole(median(perSecond)),
      p50.toFixed(2),
      p99.toFixed(2),
      serverBusy === undefined ? '' : `${Math.round(serverBusy * 100)} %`,
      `${Math.round(generatorBusy * 100)} %`,
      serverTime === undefined ? '' : whole(serverTime),
    ]),
  )
}

function startTable(rows: StartRow[]): string {
  return table(
    ['server', 'engine', 'first answer ms', 'memory MiB', 'after all loads MiB'],
    rows.map(({ server, engine, times, memory, memoryAfterLoads }) => [
      server,
      engine,
      whole(median(times)),
      memory.length === 0 ? '' : whole(median(memory)),
      memoryAfterLoads === undefined ? '' : whole(memoryAfterLoads),
    ]),
  )
}

function sizeTable(sizes: StoreSize[]): string {
  return table(
    ['tasks', 'laid out in s', 'memory MiB', 'heap bytes per task'],
    sizes.map(({ tasks, seconds, memory, heapPerTask }) => [whole(tasks), seconds.toFixed(1), memory === undefined ? '' : whole(memory), whole(heapPerTask)]),
  )
}

function targetTable(targets: Target[]): string {
  return table(
    ['measure', 'compared with', 'found', 'wanted', '', 'by processor time'],
    targets.map(({ measure, comparedWith, ratio, wanted, met, byProcessorTime }) => [
      measure,
      comparedWith,
      `${ratio.toFixed(2)} x`,
      'atLeast' in wanted ? `>= ${wanted.atLeast} x` : `<= ${wanted.atMost} x`,
      met ? 'met' : 'MISSED',
      byProcessorTime === undefined ? '' : `${byProcessorTime.toFixed(2)} x`,
    ]),
  )
}

function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column]!.length)))
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}
