export interface RequestLogEntry {
  /** When it came in, in milliseconds since 1970. */
  time: number
  method: string
  url: string
  /** The operation it was meant for, where there is one. */
  operationId?: string
  /** The start of the body as it came in. */
  body?: string
  /** HTTP status of the answer. */
  status: number
}

const entriesKept = 1000
const bytesKept = 16 * 1024

/** What came in lately. Headers are not kept, so no credential is. */
export class RequestLog {
  readonly entries: RequestLogEntry[] = []

  note({ body, ...entry }: Omit<RequestLogEntry, 'time' | 'body'> & { body?: Uint8Array | undefined }): void {
    // The bytes are cut, not the text: a part of a string would keep the whole one in memory.
    const text = body && body.length > 0 ? { body: new TextDecoder().decode(body.subarray(0, bytesKept)) } : {}
    this.entries.push({ time: Date.now(), ...entry, ...text })
    if (this.entries.length > entriesKept) this.entries.shift()
  }

  clear(): void {
    this.entries.length = 0
  }
}
