import { joinBytes } from '../core/join-bytes.js'
import type { MediaRule } from '../generated/media-rules.gen.js'
import { fromBase64 } from './base64.js'
import { checkSize } from './check-limits.js'
import { readDataUrl } from './data-url.js'
import { KlingMediaError } from './kling-media-error.js'
import type { MediaSource } from './media-source.js'
import { fileSystem } from './platform.js'

/** The bytes of a source that is not on the web. What is larger than the field takes is not read. */
export async function readSource(field: string, rule: MediaRule, source: MediaSource): Promise<Uint8Array> {
  const fail = (message: string, cause?: unknown) => new KlingMediaError(field, { limit: 'source' }, message, cause ? { cause } : {})
  if (source instanceof Uint8Array) return source
  if (source instanceof ArrayBuffer) return new Uint8Array(source)
  if (source instanceof Blob) {
    checkSize(field, rule, source.size)
    return new Uint8Array(await source.arrayBuffer())
  }
  if (source instanceof ReadableStream) return readStream(field, rule, source)
  const text = source instanceof URL ? source.href : source
  if (typeof text !== 'string') {
    const base64 = typeof text?.base64 === 'string' ? text.base64.trim() : undefined
    if (base64 === undefined)
      throw fail('this is nothing a file can be read from. Pass a path, an address, a Blob or File, bytes, a ReadableStream, or { base64 }.')
    const bytes = /^data:/i.test(base64) ? readDataUrl(base64) : fromBase64(base64)
    if (!bytes) throw fail('the text is not Base64.')
    return bytes
  }
  if (/^data:/i.test(text)) {
    const bytes = readDataUrl(text)
    if (!bytes) throw fail('the data: address is malformed.')
    return bytes
  }
  if (/^blob:/i.test(text)) {
    const blob = await fetch(text).then(
      (response) => response.blob(),
      (cause) => {
        throw fail('the blob: address leads nowhere; it may have been revoked.', cause)
      },
    )
    return readSource(field, rule, blob)
  }
  if (/^[a-z][a-z0-9+.-]+:/i.test(text) && !/^(file:|[a-z]:\\)/i.test(text))
    throw fail(`addresses that begin with ${text.slice(0, text.indexOf(':') + 1)} are not taken.`)
  return readFile(field, rule, /^file:/i.test(text) ? new URL(text) : text)
}

async function readFile(field: string, rule: MediaRule, path: string | URL): Promise<Uint8Array> {
  const fail = (message: string, cause?: unknown) => new KlingMediaError(field, { limit: 'source' }, message, cause ? { cause } : {})
  const files = fileSystem()
  if (!files)
    throw fail('a string that is no address is taken for a path, and there are no files here. Pass a File, a Blob or bytes; Base64 text as { base64 }.')
  const handle = await files.open(path, 'r').catch((cause) => {
    throw fail(`the file cannot be opened (${cause.code ?? cause.message}): ${path}. Base64 text is passed as { base64 }.`, cause)
  })
  try {
    const status = await handle.stat()
    if (!status.isFile()) throw fail(`this is no file: ${path}`)
    checkSize(field, rule, status.size)
    const bytes = new Uint8Array(status.size)
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await handle.read(bytes, at, bytes.length - at, at)
      if (bytesRead === 0) return bytes.subarray(0, at)
      at += bytesRead
    }
    return bytes
  } finally {
    await handle.close()
  }
}

async function readStream(field: string, rule: MediaRule, stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      length += value.length
      parts.push(value)
      if (length > 0) checkSize(field, rule, length, 'more than ')
    }
  } catch (error) {
    void reader.cancel(error).catch(() => {})
    throw error
  }
  return joinBytes(parts, length)
}
