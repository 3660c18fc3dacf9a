/** How files are fetched, and from where. */
export interface NetworkOptions {
  /** Also from this machine, with `http:` too: for the local mock. Default: false. */
  allowLoopback?: boolean | undefined
  /** Hosts that may be fetched from whatever their address, with `http:` too: `cdn.corp.test`, `10.0.0.7:9000`. Default: none. */
  allowHosts?: readonly string[] | undefined
  /** Sends the requests. Default: on Node its own `node:https`, as only there the address that is connected to can be checked, else the global `fetch`. */
  fetch?: typeof globalThis.fetch | undefined
  /** Ends it at once; it throws the reason of the signal. */
  signal?: AbortSignal | undefined
  /** The time there is for all of it, in milliseconds. Default: 600,000 (10 minutes). */
  timeout?: number | undefined
}

export interface DownloadOptions extends NetworkOptions {
  /** Largest file, in bytes. Default: 536,870,912 (512 MiB). */
  maxBytes?: number
  /** How long no byte may come, in milliseconds. Default: 30,000. */
  idleTimeout?: number
  /** Whether a broken download goes on where it stopped, also one of an earlier run when `to` is a path. Only done when ETag or Last-Modified, and the size, say that the file is the same. Default: true. */
  resume?: boolean
  /** How often a broken connection or a passing failure (408, 429, 5xx) is tried again. Default: 3. */
  retries?: number
  /** Pause before the first of those attempts, in milliseconds; doubled each time. Default: 250. */
  retryDelay?: number
  /** The watermarked copy of a result that has one. Default: false. */
  watermark?: boolean
  /** Which file of a sound that comes in two. Default: `mp3`. */
  format?: 'mp3' | 'wav'
  /** When the task ended, Unix time in milliseconds: tells a file that is gone after its time from one that never was. Default: read from the signed address, if it says. */
  madeAt?: number
  /** Told of every piece that came. `total` is absent when the server does not say. */
  onProgress?: (progress: { bytes: number; total?: number }) => void
}
