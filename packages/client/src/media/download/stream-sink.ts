import type { Sink } from './sink.js'

export interface Downloaded {
  /** Size of the file. */
  bytes: number
  /** Media type, as the server says. */
  type: string | undefined
  /** How many of the bytes were there from an earlier run; 0 for a stream. */
  resumedFrom: number
}

/** Hands the bytes on; what is gone cannot be called back. */
export function streamSink(stream: WritableStream<Uint8Array>): Sink<Downloaded> {
  const writer = stream.getWriter()
  return {
    length: 0,
    identity: undefined,
    async identify() {},
    async write(piece) {
      await writer.ready
      await writer.write(piece)
      this.length += piece.length
    },
    async restart() {
      return this.length === 0
    },
    async finish(type) {
      await writer.close()
      return { bytes: this.length, type, resumedFrom: 0 }
    },
    async abandon(reason) {
      // Not waited for: a write that hangs would hold it up for ever.
      void writer.abort(reason).catch(() => {})
    },
  }
}
