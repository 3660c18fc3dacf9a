import type { MediaAddress, Simulator } from '@klingkit/simulator'
import type { ResolvedOptions } from './options/options.js'
import { type HandledRequest, type PlainRequest, Replay } from './replay.js'
import { readSeedFile } from './seed-file.js'
import { Simulation } from './simulation.js'
import { openStateFile } from './state/state-file.js'

/** What answers requests to the API, without a server around it. */
export interface Engine {
  handle(request: PlainRequest): Promise<HandledRequest>
  /** Also there in replay mode, where nothing reaches it. */
  simulator: Simulator
  /** What the user should know, in sentences: for example that a torn line of the state file was dropped. */
  notes: string[]
  close(): void
}

export async function createEngine(options: ResolvedOptions, mediaAddress: MediaAddress | undefined): Promise<Engine> {
  const seed = options.seedFile === undefined ? options.seed : readSeedFile(options.seedFile)
  const state = options.state === undefined ? undefined : openStateFile(options.state)
  const simulation = await Simulation.create(options, { mediaAddress, store: state?.store, seed })
  if (options.mode === 'replay') await Replay.load(options.gateway)
  const replayed = async (request: PlainRequest) => (await Replay.load(options.gateway)).handle(request)
  return {
    handle: options.mode === 'replay' ? replayed : (request) => simulation.handle(request),
    simulator: simulation.simulator,
    notes: state?.notes ?? [],
    close: () => {
      simulation.close()
      state?.close()
    },
  }
}
