/** Somebody who waits for a task. */
export interface Watcher {
  /** Milliseconds between reads. */
  readonly interval: number
  /** The task was asked for: as it is, or nothing where it is not there; then perhaps what the service said. */
  take(task: Record<string, any> | null | undefined, said?: unknown): void
  /** Reading failed. Where that may pass, it goes on. */
  fail(error: unknown, mayPass: boolean): void
}

/** A task somebody waits for; several may. */
export interface WatchedTask {
  readonly id: string
  readonly watchers: Set<Watcher>
  /** When it is to be read. */
  due: number
  /** 0: it is read with others; 1: the next time by itself, because something was wrong with the others; 2: always, because the pages of the list do not reach it. */
  alone: 0 | 1 | 2
  /** Failures in a row. */
  failures: number
  /** The request it is being read with. */
  reading?: Reading | undefined
}

/** A request under way. */
export interface Reading {
  readonly tasks: readonly WatchedTask[]
  readonly controller: AbortController
}

/** What a reader does with what it has read. */
export type Tell = (task: WatchedTask, ...seen: Parameters<Watcher['take']>) => void
