import { defaults, lengths, type Operation, type OperationId, spoken } from '@klingkit/openapi/runtime'
import { lengthFollowsFile, type Price, priceBy, priceRowOf } from '../account/price.js'
import { numberOf, textOf, valueAt, withDefaults } from '../body-paths.js'
import { productOf } from '../operations.js'
import type { IdSource, RandomSource } from '../ports.js'
import type { Source } from '../references.js'
import { documentedSeconds, documentedUnits, legacyShape } from './documented-shape.js'
import { owner } from './library-shapes.js'
import type { TaskRecord } from './task-record.js'

/** What a create will make and cost, before it is accepted. */
export interface Plan {
  /** Kind of pack the units come from. */
  pack: string
  units: number
  seconds: number | undefined
  pictures: number | undefined
  parent: TaskRecord['parent']
  voice: TaskRecord['voice']
}

/** What nobody published a price for costs something all the same. */
const unknownUnits = 1
/** Length of what only a file behind an address could tell. */
const unknownSeconds = 5
const charactersPerSecond = 15
const mostPictures = 100
const seriesAmount = { least: 2, most: 9 }

/** Works out what a request asks for: length, number of pictures, price, and what it starts from. `full` is the body with its defaults put in. */
export function planOf(create: Operation, full: Record<string, any>, sources: Source[], now: number, random: RandomSource): Plan {
  const row = priceRowOf(create.id, full, now)
  const product = productOf(create)
  const length = secondsOf(create, full, sources, lengthFollowsFile(row))
  const pictures = product === 'video' ? undefined : picturesOf(full, random)
  const price = priceBy(row, { seconds: length, pictures: pictures ?? 1 })
  return {
    pack: price.package ?? product,
    units: price.units ?? documentedUnits(create.id) ?? unknownUnits,
    seconds: product === 'video' ? length : undefined,
    pictures,
    parent: parentOf(create, full, sources),
    voice: voiceOf(sources),
  }
}

/** An image task takes as many slots as it makes pictures, any other one. */
export function slotsOf(create: Operation, pictures: number | undefined): number {
  return productOf(create) === 'image' ? (pictures ?? 1) : 1
}

/** What a synchronous call costs. */
export function priceOfCall(operation: OperationId, body: Record<string, any>, now: number): Price {
  return priceBy(priceRowOf(operation, withDefaults(body, defaults[operation]), now), { seconds: unknownSeconds, pictures: 1 })
}

/** How long the speech of a text is. */
export function spokenSeconds(operation: OperationId, body: Record<string, any>): number | undefined {
  const path = spoken[operation]
  const text = path && valueAt(body, path)
  if (typeof text !== 'string') return undefined
  const speed = numberOf(body.voice_speed ?? body.settings?.speech_rate) || 1
  return Math.max(1, Math.round(([...text].length / charactersPerSecond / speed) * 10) / 10)
}

/** As long as was asked for; else as long as the video or sound it starts from; else as the spoken text; else as the documented example. */
function secondsOf(create: Operation, body: Record<string, any>, sources: Source[], followsFile: boolean): number {
  const path = lengths[create.id]
  const asked = path && !followsFile ? numberOf(valueAt(body, path)) : Number.NaN
  if (asked > 0) return asked
  const sourceSeconds = sourceLength(sources)
  if (sourceSeconds !== undefined) return Math.round((sourceSeconds + (create.task?.adds_seconds ?? 0)) * 1000) / 1000
  return Math.ceil(spokenSeconds(create.id, body) ?? 0) || documentedSeconds(create.id) || unknownSeconds
}

/** A sound decides over the length only where there is no video. */
function sourceLength(sources: Source[]): number | undefined {
  const long = sources.filter(({ kind }) => kind === 'video' || kind === 'session')
  const video = long.map((source) => source.seconds ?? source.thing?.content.video?.seconds).find((seconds) => seconds !== undefined)
  return video ?? sources.find(({ kind, seconds }) => kind === 'audio' && seconds !== undefined)?.seconds
}

function picturesOf(body: Record<string, any>, random: RandomSource): number {
  if (body.result_type !== 'series') return countOf(body.n) ?? 1
  const { least, most } = seriesAmount
  return countOf(body.series_amount) ?? least + Math.floor(random.next() * (most - least + 1))
}

/** A number of pictures. Where no validator stands before it, whatever was sent must not fill the memory. */
function countOf(value: unknown): number | undefined {
  const number = Math.floor(numberOf(value))
  return number > 0 ? Math.min(number, mostPictures) : undefined
}

/** The video a task starts from, named by id, by address, or through a session. */
function parentOf(create: Operation, body: Record<string, any>, sources: Source[]): TaskRecord['parent'] {
  if (!create.task?.results.includes('videos')) return undefined
  const session = sources.find(({ kind }) => kind === 'session')?.thing
  if (session) return legacyShape(create.id).showsParent ? session.content.video : undefined
  const video = sources.find(({ kind }) => kind === 'video')
  return video ? { id: video.id, seconds: video.seconds ?? unknownSeconds } : videoIn(body.input ?? body)
}

/** The video a request names, as a session or a task remembers it. One from outside has no id yet. */
export function videoIn({ video_id, video_url }: Record<string, any>, seconds = unknownSeconds): TaskRecord['parent'] {
  if (typeof video_id === 'string' && video_id !== '') return { id: video_id, seconds }
  return typeof video_url === 'string' && video_url !== '' ? { id: '', seconds, url: video_url } : undefined
}

/** Gives a foreign video an id of its own, as the service does when it takes it in. */
export function withParentId(parent: TaskRecord['parent'], ids: IdSource): TaskRecord['parent'] {
  return parent && parent.id === '' ? { ...parent, id: ids.digits() } : parent
}

function voiceOf(sources: Source[]): TaskRecord['voice'] {
  const voice = sources.find(({ kind }) => kind === 'voice')
  return voice && { id: voice.id, name: textOf(voice.task?.body.voice_name ?? voice.preset), owner: voice.task ? owner : 'kling' }
}
