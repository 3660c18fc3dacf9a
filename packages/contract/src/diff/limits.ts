import { type Direction, levelOf, type Note, type Turn } from './turn.js'

/** Keywords whose growing lets more through, and those whose growing lets less through. */
const most = ['maxLength', 'maximum', 'maxItems']
const least = ['minLength', 'minimum', 'minItems']

/** Lengths, sizes, ranges and patterns; also those of files, in `x-kling-media`. */
export function limitChanges(old: Record<string, any>, young: Record<string, any>, at: string, direction: Direction): Note[] {
  const note = (turn: Turn, message: string): Note => ({ level: levelOf(turn, direction), at, message })
  const [before, after] = [old['x-kling-media'] ?? {}, young['x-kling-media'] ?? {}]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return [
    ...most.flatMap((name) => moved(old[name], young[name], true, (turn, to) => note(turn, `${name} is ${to} now`))),
    ...least.flatMap((name) => moved(old[name], young[name], false, (turn, to) => note(turn, `${name} is ${to} now`))),
    ...(old.pattern === young.pattern
      ? []
      : [note(young.pattern === undefined ? 'wider' : 'narrower', young.pattern === undefined ? 'has no pattern any more' : 'has another pattern')]),
    ...names.flatMap((name) => mediaChange(name, before[name], after[name], note)),
  ]
}

function moved(old: number | undefined, young: number | undefined, growsWider: boolean, note: (turn: Turn, to: string) => Note): Note[] {
  if (old === young) return []
  if (young === undefined) return [note('wider', 'not set')]
  if (old === undefined) return [note('narrower', String(young))]
  return [note(young > old === growsWider ? 'wider' : 'narrower', String(young))]
}

function mediaChange(name: string, old: unknown, young: unknown, note: (turn: Turn, message: string) => Note): Note[] {
  if (JSON.stringify(old) === JSON.stringify(young)) return []
  if (typeof (old ?? young) === 'number')
    return moved(old as number | undefined, young as number | undefined, name.startsWith('max'), (turn, to) => note(turn, `${name} of the file is ${to} now`))
  const [before, after] = [[old ?? []].flat(), [young ?? []].flat()]
  const gone = before.filter((value) => !after.includes(value))
  const isNarrower = young !== undefined && (old === undefined || gone.length > 0)
  return [note(isNarrower ? 'narrower' : 'wider', `${name} of the file: ${after.join(', ') || 'not set'} now`)]
}
