import type { Sink } from './sink.js'

/** Keeps the bytes in memory. */
export function blobSink(): Sink<Blob> {
  let pieces: Uint8Array<ArrayBuffer>[] = []
  return {
    length: 0,
    identity: undefined,
    async identify() {},
    async write(piece) {
      pieces.push(piece as Uint8Array<ArrayBuffer>)
      this.length += piece.length
    },
    async restart() {
      pieces = []
      this.length = 0
      return true
    },
    finish: async (type) => new Blob(pieces, type === undefined ? {} : { type }),
    async abandon() {
      pieces = []
    },
  }
}
