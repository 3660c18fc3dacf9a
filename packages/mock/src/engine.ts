import type { MediaAddress, Simulator } from '@klingkit/simulator'
import type { ResolvedOptions } from './options/options.js'
import { UpstreamProxy } from './proxy/proxy.js'
import { type HandledRequest, type PlainRequest, Replay } from './replay.js'
import { readSeedFile } from './seed-file.js'
import { Simulation } from './simulation.js'
import { restartNotes } from './state/restart-notes.js'
import { openStateFile } from './state/state-file.js'

/** What answers requests to the API, without a server around it. */
export interface Engine {
  handle(request: PlainRequest): Promise<HandledRequest>
  /** Also there in replay mode, where nothing reaches it. */
  simulator: Simulator
  /** What the user should know, in sentences: for example that a torn line of the state file was dropped. */
  notes: string[]
  /** Returns when what has happened by now may be told; undefined when it may at once. */
  settled(): Promise<void> | undefined
  close(): void
}

export async function createEngine(options: ResolvedOptions, mediaAddress: MediaAddress | undefined): Promise<Engine> {
  const seed = options.seedFile === undefined ? options.seed : readSeedFile(options.seedFile)
  const state = options.state === undefined ? undefined : openStateFile(options.state, options.stateSync)
  // Before the simulator begins to write.
  const told = state?.journal.kept ? restartNotes(options.state!, state.journal.kept, options) : []
  const simulation = await Simulation.create(options, { mediaAddress, store: state?.store, journal: state?.journal, seed }).catch((error: unknown) => {
    state?.close()
    throw error
  })
  if (options.mode === 'replay') await Replay.load(options.gateway)
  const proxy = options.mode === 'proxy' ? await UpstreamProxy.create(options) : undefined
  const replayed = async (request: PlainRequest) => (await Replay.load(options.gateway)).handle(request)
  const notes = state ? [...state.notes, ...told] : []
  const simulated = (request: PlainRequest) => simulation.handle(request)
  const settled = () => state?.settled()
  const durable = async (request: PlainRequest) => {
    const handled = await simulation.handle(request)
    await settled()
    return handled
  }
  return {
    handle: proxy ? (request) => proxy.handle(request) : options.mode === 'replay' ? replayed : options.stateSync ? durable : simulated,
    simulator: simulation.simulator,
    notes,
    settled,
    close: () => {
      simulation.close()
      state?.close()
    },
  }
}
