import type { OperationId } from '@klingkit/openapi/runtime'
import type { Balance, Pack } from '../account/pack.js'
import type { TaskStatus } from '../tasks/task-record.js'
import type { TroubleRule } from '../trouble/rules.js'

/** The state a simulator starts in; plain JSON, so it can stand in a file. */
export interface Seed {
  /** Tasks of any product in any state. */
  tasks?: SeedTask[]
  /** Custom voices, as `createCustomVoice` makes them. */
  voices?: SeedVoice[]
  /** Custom elements, as `createAdvancedCustomElement` makes them. */
  elements?: SeedElement[]
  /** Sounds of speech, to be used as `audio_id`. */
  speeches?: SeedSpeech[]
  /**
   * In place of the packs there are. `remaining` is what is left after everything that is finished; where it is left out, that is `total` less what the finished tasks of the seed cost.
   */
  packs?: SeedPack[]
  /** Trouble for the requests they match, after the rules there are. */
  rules?: TroubleRule[]
  /** In place of the balance there is. */
  balance?: Balance
}

/** A task that is there from the start. */
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

/** A custom voice that is there from the start. */
export interface SeedVoice {
  /** `voice_name`. */
  name: string
  /** 18 digits. Default: new ones. */
  id?: string
  /** Whether it was deleted since; it is listed all the same. Default false. */
  deleted?: boolean
}

/** A custom element that is there from the start. */
export interface SeedElement {
  /** `element_name`. */
  name: string
  /** `element_description`. Default: the name. */
  description?: string
  /** 18 digits. Default: new ones. */
  id?: string
  /** Addresses: the front view first. */
  images?: string[]
  /** Address of the video it was made from, instead of pictures. */
  video?: string
  /** Whether it was deleted since. Default false. */
  deleted?: boolean
}

/** A sound of speech that is there from the start. */
export interface SeedSpeech {
  /** 18 digits. Default: new ones. */
  id?: string
  /** Its length in seconds. Default 5. */
  seconds?: number
}

/** A pack; only the type must be named. */
export type SeedPack = Partial<Pack> & Pick<Pack, 'type'>
