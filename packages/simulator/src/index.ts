export type { Charge } from './account/account.js'
export type { Balance, Pack, PackStatus } from './account/pack.js'
export { packStatus } from './account/pack.js'
export { priceOf } from './account/price.js'
export type { CallbackMischief, Delivery } from './callbacks/deliveries.js'
export { fetchSender } from './callbacks/fetch-sender.js'
export { signatureHeaders } from './callbacks/signature.js'
export type { Control, ControlledTask, TaskSelection } from './control.js'
export { type ClockState, ControlledClock } from './controlled-clock.js'
export { bearerToken, type Credentials } from './credentials.js'
export { errorBodyOf, type KlingError } from './gateway-profile.js'
export { specHash } from './generated/spec-hash.gen.js'
export { createIdSource, seededRandom } from './ids.js'
export { entriesOf, fold, isJournalEntry, type Journal, type JournalEntry, type Kept, nothingKept } from './journal.js'
export { fromJson, toJson } from './json.js'
export { MemoryStore } from './memory-store.js'
export { familyOf } from './operations.js'
export { type Mischief, type PlainAnswer, type PlainRequest, plainHeaders } from './plain-request.js'
export type {
  CallbackRequest,
  CallbackSender,
  Clock,
  IdSource,
  RandomSource,
  RequestCheck,
  RequestIssue,
  TaskQuery,
  TaskStore,
  Thing,
  Timers,
  Validator,
} from './ports.js'
export type { RequestEvent, SimulatorEvent } from './request-log.js'
export { basePathOf, type Match, type Route, Router } from './router.js'
export { sameDocument } from './same-document.js'
export { readSeed } from './seed/read-seed.js'
export type { Seed, SeedElement, SeedPack, SeedSpeech, SeedTask, SeedVoice } from './seed/seed.js'
export { createSimulator, type Simulator } from './simulator.js'
export type { References, SimulatorOptions } from './simulator-options.js'
export type { MediaAddress, MediaFile } from './tasks/media.js'
export type { CountedReads, Intervention, TaskRecord, TaskStatus } from './tasks/task-record.js'
export { historyOf, stateAt, type TaskState } from './tasks/task-state.js'
export type { Speed } from './timing.js'
export type { TroubleCause } from './trouble/cause.js'
export type { KeptRule, TroubleRule } from './trouble/rules.js'
export { magicPrefix, parseTrouble, readTrouble, type Trouble, TroubleError, troubleWords } from './trouble/trouble.js'
