import { KlingError } from '../../errors/kling-error.js'
import { builtin, type FileHandle, type FileSystem, fileSystem } from '../platform.js'
import type { Identity, Sink } from './sink.js'
import type { Downloaded } from './stream-sink.js'

/** Files that are being written by this process: two at once would spoil each other. */
const busy = new Set<string>()

/** Writes to `<path>.part`, with what it is of beside it, and gives it its name when it is complete. Makes the folders above it. */
export async function fileSink(path: string, resume: boolean): Promise<Sink<Downloaded>> {
  const files = fileSystem()
  if (!files) throw new KlingError('There are no files here: leave `to` out and take the Blob, or pass a WritableStream.')
  const target = await files.stat(path).catch(() => undefined)
  if (target?.isDirectory()) throw new KlingError(`\`to\` names a folder; add a file name: ${path}`)
  if (busy.has(path)) throw new KlingError(`A download to this file is running already: ${path}`)
  busy.add(path)
  try {
    return await openSink(files, path, resume)
  } catch (error) {
    busy.delete(path)
    throw error
  }
}

async function openSink(files: FileSystem, path: string, resume: boolean): Promise<Sink<Downloaded>> {
  const [part, note] = [`${path}.part`, `${path}.part.json`]
  await files.mkdir(builtin<{ dirname(path: string): string }>('node:path')!.dirname(path), { recursive: true })
  const identity = resume ? await readNote(files, note) : undefined
  const left = identity && (await files.open(part, 'r+').catch(() => undefined))
  const handle: FileHandle = left ?? (await files.open(part, 'w'))
  const resumable = left ? (await left.stat()).size : 0
  let resumedFrom = resumable

  const end = async (keep: boolean) => {
    busy.delete(path)
    await handle.close()
    if (!keep) await Promise.all([part, note].map((file) => files.rm(file, { force: true })))
  }

  const sink: Sink<Downloaded> = {
    length: resumable,
    identity: resumable > 0 ? identity : undefined,
    identify: (identity) => files.writeFile(note, JSON.stringify(identity)),
    async write(piece) {
      for (let at = 0; at < piece.length; ) {
        const { bytesWritten } = await handle.write(piece, at, piece.length - at, sink.length)
        at += bytesWritten
        sink.length += bytesWritten
      }
    },
    async restart() {
      await handle.truncate(0)
      sink.length = 0
      resumedFrom = 0
      return true
    },
    async finish(type) {
      try {
        await handle.sync()
      } finally {
        await end(true)
      }
      await files.rename(part, path)
      await files.rm(note, { force: true })
      return { bytes: sink.length, type, resumedFrom }
    },
    async abandon(_, keep) {
      await end(keep && sink.length > 0)
    },
  }
  return sink
}

async function readNote(files: FileSystem, note: string): Promise<Identity | undefined> {
  try {
    const { etag, lastModified, size } = JSON.parse(await files.readFile(note, 'utf8'))
    const isKnown = (typeof etag === 'string' || typeof lastModified === 'string') && (size === undefined || Number.isSafeInteger(size))
    return isKnown
      ? {
          ...(typeof etag === 'string' ? { etag } : {}),
          ...(typeof lastModified === 'string' ? { lastModified } : {}),
          ...(size === undefined ? {} : { size }),
        }
      : undefined
  } catch {
    return undefined
  }
}
