import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { promisify } from 'node:util'
import { GroupSync } from './group-sync.js'

const force = promisify(fdatasync)

/** A file of JSON lines that only grows. What is written is handed to the system at once, which keeps it when this process is killed. */
export class LineFile {
  #descriptor: number | undefined
  #size: number
  #sync: GroupSync | undefined

  /** @param sync whether `settled()` waits until the disk has it */
  constructor(file: string, sync: boolean) {
    const descriptor = openSync(file, 'a')
    this.#descriptor = descriptor
    this.#size = fstatSync(descriptor).size
    if (sync) this.#sync = new GroupSync(() => (this.#descriptor === undefined ? Promise.resolve() : force(this.#descriptor)))
  }

  /** Writes a line, whole or not at all. @throws when the disk is full, and the like */
  append(value: unknown): void {
    if (this.#descriptor === undefined) return
    const bytes = Buffer.from(`${JSON.stringify(value)}\n`)
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at)
    } catch (error) {
      // Half a line would spoil the next one.
      ftruncateSync(this.#descriptor, this.#size)
      throw error
    }
    this.#size += bytes.length
    this.#sync?.wrote()
  }

  /** Returns when what was written may be answered; undefined when it may at once. */
  settled(): Promise<void> | undefined {
    return this.#sync?.settled()
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
  }
}
