import type { Loop } from './loop.js'

/** A loop played for a while: in chunks that each begin at its beginning. */
export interface Track {
  kind: 'video' | 'audio'
  loop: Loop
  /** How many samples each chunk has. */
  chunks: readonly number[]
  /** In units of the movie's clock. */
  sampleDuration: number
  lastDuration: number
  /** How wide and tall it is shown, in pixels. */
  width?: number
  height?: number
}

/** How long the track takes, in units of the movie's clock. */
export function durationOf({ chunks, sampleDuration, lastDuration }: Track): number {
  return (chunks.reduce((sum, count) => sum + count, 0) - 1) * sampleDuration + lastDuration
}
