import os from 'node:os'

export interface Machine {
  cores: number
  processor: string
  memoryGiB: number
  system: string
  node: string
  /** Programs that wanted to run in the last minute before the measurement; above 1 somebody else was at work. */
  loadBefore: number
}

export function describeMachine(): Machine {
  const [cpu] = os.cpus()
  return {
    cores: os.availableParallelism(),
    processor: cpu?.model ?? 'unknown',
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.platform()} ${os.arch()}`,
    node: process.version,
    loadBefore: os.loadavg()[0] ?? 0,
  }
}
