import type { Kept } from '@klingkit/simulator'
import type { MockOptions } from '../options/options.js'

/** What may surprise somebody who starts a mock on a file that is not new. */
export function restartNotes(file: string, { account, clock }: Kept, { units, slots, seed, seedFile }: MockOptions): string[] {
  const notes: string[] = []
  if (clock?.frozen) notes.push(`state file ${file}: the clock stands still, as it was left; POST /__kling/clock/unfreeze lets it run`)
  else if (clock && clock.factor !== 1)
    notes.push(`state file ${file}: the clock runs ${clock.factor} times as fast, as it was left; POST /__kling/clock/factor changes that`)
  const ignored = Object.entries({ units, slots, 'the seed': seed ?? seedFile }).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  if (account && ignored.length > 0)
    notes.push(`state file ${file}: what it holds wins over ${ignored.join(', ')}; POST /__kling/reset begins anew, POST /__kling/balance sets units and slots`)
  return notes
}
