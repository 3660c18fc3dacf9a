import type { OperationId } from '@klingkit/openapi/runtime'
import type { Balance, Pack } from '../account/pack.js'
import type { TaskStatus } from '../tasks/task-record.js'

/** The state a simulator starts in; plain JSON, so it can stand in a file. */
export interface Seed {
  tasks?: SeedTask[]
  /** Custom voices, as `createCustomVoice` makes them. */
  voices?: SeedVoice[]
  /** Custom elements, as `createAdvancedCustomElement` makes them. */
  elements?: SeedElement[]
  /** Sounds of speech, to be used as `audio_id`. */
  speeches?: SeedSpeech[]
  /** In place of the packs there are. */
  packs?: SeedPack[]
  /** In place of the balance there is. */
  balance?: Balance
}

export interface SeedTask {
  /** The create operation, for example `createText2Video`. */
  operation: OperationId
  /** The request. Default: an empty one. */
  body?: Record<string, unknown>
  /** Default `succeeded`. */
  status?: TaskStatus
  /** Milliseconds since its creation. Default: a minute for each entry of the seed from this one on, so that the last one is the newest. */
  age?: number
  /** Creation as Unix time in milliseconds, instead of `age`. */
  createdAt?: number
  /** Reason of a failure; the name of a known failure stands for its text. */
  reason?: string
  /** A submitted or processing task goes on with the time unless this is true. */
  stays?: boolean
  /** 18 digits. Default: new ones. */
  id?: string
  /** Id of the video, sound, voice or element it made. */
  resultId?: string
  /** How many tasks like this are laid out. Default 1; with more the ids must be left out. */
  count?: number
}

export interface SeedVoice {
  name: string
  id?: string
  deleted?: boolean
}

export interface SeedElement {
  name: string
  description?: string
  id?: string
  /** Addresses: the front view first. */
  images?: string[]
  /** Address of the video it was made from, instead of pictures. */
  video?: string
  deleted?: boolean
}

export interface SeedSpeech {
  id?: string
  /** Default 5. */
  seconds?: number
}

/** A pack; only the type must be named. */
export type SeedPack = Partial<Pack> & Pick<Pack, 'type'>
