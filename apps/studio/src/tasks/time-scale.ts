/** A stretch of time. */
export interface Stretch {
  from: number
  to: number
}

/** A scale of time on which stretches where nothing happens are short. */
export interface TimeScale {
  /** Where something happens, in order; never empty. */
  busy: Stretch[]
  /** How wide a pause between two of them is, in milliseconds of the scale. */
  pauses: number[]
  /** Width of the whole, in the same. */
  width: number
  /** Whether a pause is shown shorter than it was. */
  shortened: boolean
}

/** Of the busy time, the most that one pause takes. */
const mostOfPause = 0.06

export function timeScale(stretches: readonly Stretch[]): TimeScale {
  const busy: Stretch[] = []
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = busy.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else busy.push({ from, to: Math.max(to, from + 1) })
  }
  if (busy.length === 0) busy.push({ from: 0, to: 1000 })
  const time = busy.reduce((sum, { from, to }) => sum + to - from, 0)
  const real = busy.slice(1).map(({ from }, index) => from - busy[index]!.to)
  const pauses = real.map((pause) => Math.min(pause, time * mostOfPause))
  return { busy, pauses, width: time + pauses.reduce((sum, pause) => sum + pause, 0), shortened: real.some((pause, index) => pause > pauses[index]!) }
}

/** Where a moment stands, from 0 to 100. */
export function placeAt({ busy, pauses, width }: TimeScale, time: number): number {
  let before = 0
  for (const [index, { from, to }] of busy.entries()) {
    if (time <= to) return (Math.max(0, before + Math.max(0, time - from)) / width) * 100
    before += to - from + (pauses[index] ?? 0)
  }
  return 100
}
