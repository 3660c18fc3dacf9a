import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { startMock } from '@klingkit/mock'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import {
  type DownloadOptions,
  download,
  KlingDownloadError,
  KlingDownloadIncompleteError,
  KlingDownloadRefusedError,
  KlingDownloadTimeoutError,
  KlingDownloadTooLargeError,
  KlingResultExpiredError,
  mediaFacts,
} from '../../src/media.ts'
import { folder } from './support/folder.ts'
import { file, noise, serve, watch } from './support/server.ts'

const local = { allowLoopback: true, retryDelay: 1 }
/** A public host, by number so that no name is looked up. Nothing goes there: `fetch` is handed in. */
const elsewhere = 'https://8.8.8.8/a.mp4'
const bytes = noise(300_000)

const bytesOf = async (blob: Blob) => Buffer.from(await blob.arrayBuffer())
const errorOf = (refused: Promise<unknown>) =>
  refused.then(
    () => expect.fail('nothing was thrown'),
    (error) => error,
  )

describe('a result of the mock', () => {
  test('as a Blob, to a file and into a stream', async () => {
    const mock = await startMock({ port: 0 })
    try {
      const video = { id: '1', url: `${mock.url}/__kling/media/video/1.mp4?s=5&r=16:9`, watermark_url: `${mock.url}/__kling/media/video/1.mp4?s=5&w=1` }
      const blob = await download(video, local)
      expect([blob.type, mediaFacts(await bytesOf(blob))]).toMatchObject(['video/mp4', { format: 'mp4', bytes: blob.size }])

      const to = path.join(folder(), 'fox.mp4')
      expect(await download(video, { ...local, to })).toEqual({ bytes: blob.size, type: 'video/mp4', resumedFrom: 0 })
      expect(readFileSync(to)).toEqual(await bytesOf(blob))
      expect(readdirSync(path.dirname(to))).toEqual(['fox.mp4'])

      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
      const [read, written] = await Promise.all([new Response(readable).arrayBuffer(), download(video, { ...local, to: writable })])
      expect([read.byteLength, written.bytes]).toEqual([blob.size, blob.size])
      expect(await bytesOf(await download(video, { ...local, watermark: true }))).not.toEqual(await bytesOf(blob))
    } finally {
      await mock.close()
    }
  })

  test('the file of a sound that is asked for, on both standards', async () => {
    const { url, requests } = await serve((_, response) => response.end('x'))
    const [legacy, young] = [
      { id: '1', url: null, url_mp3: `${url}/legacy.mp3`, url_wav: `${url}/legacy.wav` },
      { id: '1', mp3_url: `${url}/new.mp3`, wav_url: `${url}/new.wav` },
    ]
    for (const format of ['mp3', 'wav'] as const) for (const sound of [legacy, young]) await download(sound, { ...local, format })
    await download({ voice_id: '1', trial_url: `${url}/trial.wav` } as { trial_url: string }, local)
    expect(requests.map(({ url }) => url)).toEqual(['/legacy.mp3', '/new.mp3', '/legacy.wav', '/new.wav', '/trial.wav'])
    await expect(download({ url: 'https://a.test/', watermark_url: null }, { watermark: true })).rejects.toThrow('watermark_info')
    await expect(download({}, local)).rejects.toThrow('has no address')
    await expect(download('fox.mp4', local)).rejects.toThrow('no address to download from')
  })

  test('sends no credentials, and asks for the bytes as they are', async () => {
    const { url, requests } = await serve((_, response) => response.end('x'))
    await download(url, local)
    expect(requests[0]!.headers).toMatchObject({ 'accept-encoding': 'identity' })
    expect(Object.keys(requests[0]!.headers)).not.toContain('authorization')
  })
})

describe('a broken connection', () => {
  test.each(['blob', 'file', 'stream'] as const)('is taken up where it broke: %s', async (kind) => {
    const seen = watch()
    const told = { onProgress: seen.onProgress }
    const { url, requests } = await serve(file(bytes, { cutAfter: [70_000, 90_000, 1], seen }))
    if (kind === 'blob') expect(await bytesOf(await download(url, { ...local, ...told }))).toEqual(Buffer.from(bytes))
    else if (kind === 'file') {
      const to = path.join(folder(), 'a.bin')
      expect(await download(url, { ...local, ...told, to })).toMatchObject({ bytes: bytes.length })
      expect(readFileSync(to)).toEqual(Buffer.from(bytes))
    } else {
      const pieces: Uint8Array[] = []
      await download(url, { ...local, ...told, to: new WritableStream({ write: (piece) => void pieces.push(piece) }) })
      expect(Buffer.concat(pieces)).toEqual(Buffer.from(bytes))
    }
    expect(requests.map(({ headers }) => [headers.range, headers['if-range']])).toEqual([
      [undefined, undefined],
      ['bytes=70000-', '"one"'],
      ['bytes=160000-', '"one"'],
      ['bytes=160001-', '"one"'],
    ])
  })

  test('begins anew when the file has become another one, or nothing tells that it is the same', async () => {
    const seen = watch()
    const told = { onProgress: seen.onProgress }
    const other = noise(200_000).reverse()
    const changing = await serve((request, response, count) =>
      (count === 1 ? file(bytes, { cutAfter: [70_000], seen }) : file(other, { etag: '"two"' }))(request, response, count),
    )
    expect(await bytesOf(await download(changing.url, { ...local, ...told }))).toEqual(Buffer.from(other))
    seen.bytes = 0
    const untold = await serve(file(bytes, { cutAfter: [70_000], seen, etag: null }))
    expect(await bytesOf(await download(untold.url, { ...local, ...told }))).toEqual(Buffer.from(bytes))
    expect(untold.requests[1]!.headers.range).toBeUndefined()
  })

  test('a weak tag is not trusted', async () => {
    const seen = watch()
    const told = { onProgress: seen.onProgress }
    const { url, requests } = await serve(file(bytes, { cutAfter: [70_000], seen, etag: 'W/"one"' }))
    expect(await bytesOf(await download(url, { ...local, ...told }))).toEqual(Buffer.from(bytes))
    expect(requests[1]!.headers.range).toBeUndefined()
  })

  test('a server that goes on with another part, or another file, is not believed', async () => {
    const seen = watch()
    const told = { onProgress: seen.onProgress }
    for (const range of ['bytes 0-299999/300000', 'bytes 70001-299999/300000', 'bytes 70000-399999/400000', '']) {
      seen.bytes = 0
      const { url } = await serve((request, response, count) => {
        if (count !== 2) return file(bytes, { cutAfter: [70_000], seen })(request, response, count)
        response.writeHead(206, { etag: '"one"', ...(range ? { 'content-range': range } : {}) }).end(bytes.subarray(0, 230_000))
      })
      expect(await bytesOf(await download(url, { ...local, ...told }))).toEqual(Buffer.from(bytes))
    }
  })

  test('into a stream cannot begin anew, and says so', async () => {
    const seen = watch()
    const told = { onProgress: seen.onProgress }
    const { url } = await serve(file(bytes, { cutAfter: [70_000], seen, etag: null }))
    const abort = vi.fn()
    const error = await errorOf(download(url, { ...local, ...told, to: new WritableStream({ abort }) }))
    expect(error).toBeInstanceOf(KlingDownloadIncompleteError)
    expect(error.message).toContain('cannot be called back')
    expect(abort).toHaveBeenCalledOnce()
  })

  test('is given up after some attempts; a later run goes on from there', async () => {
    const seen = watch()
    const told = { onProgress: seen.onProgress }
    const to = path.join(folder(), 'a.bin')
    const { url, requests } = await serve(file(bytes, { cutAfter: [50_000, 50_000], seen }))
    const error = await errorOf(download(`${url}/?Signature=secret`, { ...local, ...told, to, retries: 1 }))
    expect(error).toBeInstanceOf(KlingDownloadIncompleteError)
    expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('secret')
    expect([existsSync(to), readFileSync(`${to}.part`).length]).toEqual([false, 100_000])
    // By then the address is signed anew.
    expect(await download(`${url}/?Signature=other`, { ...local, ...told, to })).toMatchObject({ bytes: 300_000, resumedFrom: 100_000 })
    expect(requests.at(-1)!.headers.range).toBe('bytes=100000-')
    expect(readFileSync(to)).toEqual(Buffer.from(bytes))
    expect(readdirSync(path.dirname(to))).toEqual(['a.bin'])
  })

  test('a part outlives an address that is not good any more, not the result itself', async () => {
    const seen = watch()
    const told = { onProgress: seen.onProgress }
    const to = path.join(folder(), 'a.bin')
    const { url } = await serve((request, response, count) =>
      count === 2 || count === 4 ? response.writeHead(403).end() : file(bytes, { cutAfter: [50_000, 0, 50_000], seen })(request, response, count),
    )
    await expect(download(url, { ...local, ...told, to })).rejects.toMatchObject({ status: 403 })
    await expect(download(url, { ...local, ...told, to, retries: 0 })).rejects.toBeInstanceOf(KlingDownloadIncompleteError)
    expect(readFileSync(`${to}.part`).length).toBe(100_000)
    await expect(download(url, { ...local, ...told, to, madeAt: 0 })).rejects.toBeInstanceOf(KlingResultExpiredError)
    expect(readdirSync(path.dirname(to))).toEqual([])
  })

  test('a part that was complete already is only confirmed', async () => {
    const to = path.join(folder(), 'a.bin')
    writeFileSync(`${to}.part`, bytes)
    writeFileSync(`${to}.part.json`, JSON.stringify({ etag: '"one"', size: bytes.length }))
    const { url } = await serve(file(bytes))
    expect(await download(url, { ...local, to })).toMatchObject({ bytes: 300_000, resumedFrom: 300_000 })
    expect(readFileSync(to)).toEqual(Buffer.from(bytes))
  })

  test.each([
    ['of another file', { etag: '"two"', size: 300_000 }, 100],
    ['longer than the file', { etag: '"one"', size: 300_000 }, 300_001],
    ['of which nothing is known', {}, 100],
    ['with a note that is no JSON', '{', 100],
  ])('a part %s is thrown away', async (_, note, length) => {
    const to = path.join(folder(), 'a.bin')
    writeFileSync(`${to}.part`, new Uint8Array(length))
    writeFileSync(`${to}.part.json`, typeof note === 'string' ? note : JSON.stringify(note))
    const { url } = await serve(file(bytes))
    await download(url, { ...local, to })
    expect(readFileSync(to)).toEqual(Buffer.from(bytes))
  })

  test('with resume: false every attempt is a new one, and nothing is left behind', async () => {
    const seen = watch()
    const told = { onProgress: seen.onProgress }
    const to = path.join(folder(), 'a.bin')
    const { url, requests } = await serve(file(bytes, { cutAfter: [50_000, 50_000], seen }))
    await errorOf(download(url, { ...local, ...told, to, retries: 1, resume: false }))
    expect(requests.map(({ headers }) => headers.range)).toEqual([undefined, undefined])
    expect(readdirSync(path.dirname(to))).toEqual([])
  })

  test('wherever it breaks, the file comes out whole', async () => {
    const small = bytes.slice(0, 5000)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 3 }), fc.boolean(), fc.boolean(), async (cutAfter, ranges, tagged) => {
        let count = 0
        const answer = cutting(small, cutAfter, ranges, tagged)
        const blob = await download(elsewhere, { retryDelay: 1, fetch: async (_, init) => answer(new Headers(init?.headers), count++) })
        expect(await bytesOf(blob)).toEqual(Buffer.from(small))
      }),
      { seed: 20261120, numRuns: 40 },
    )
  })
})

/** Answers as a server would whose connection breaks after so many bytes. */
function cutting(bytes: Uint8Array, cutAfter: number[], ranges: boolean, tagged: boolean) {
  return (headers: Headers, count: number): Response => {
    const from = ranges ? Number(/^bytes=(\d+)-$/.exec(headers.get('range') ?? '')?.[1] ?? 0) : 0
    const tag: Record<string, string> = tagged ? { 'last-modified': 'Fri, 20 Nov 2026 00:00:00 GMT' } : {}
    if (from === bytes.length) return new Response(null, { status: 416, headers: { ...tag, 'content-range': `bytes */${bytes.length}` } })
    const rest = bytes.slice(from, cutAfter[count] === undefined ? bytes.length : from + cutAfter[count])
    const size: Record<string, string> =
      from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : { 'content-length': String(bytes.length) }
    return new Response(rest, { status: from > 0 ? 206 : 200, headers: { ...tag, ...size } })
  }
}

describe('limits', () => {
  test('of size: announced, and counted where nothing or something false is announced', async () => {
    const announced = await serve((_, response) => response.writeHead(200, { 'content-length': 1001 }).write('x'))
    const endless = await serve((_, response) => {
      const more = () => response.destroyed || response.write(new Uint8Array(16_384), more)
      response.writeHead(200)
      more()
    })
    for (const { url } of [announced, endless]) {
      const to = path.join(folder(), 'a.bin')
      const error = await errorOf(download(url, { ...local, maxBytes: 1000, to }))
      expect(error).toBeInstanceOf(KlingDownloadTooLargeError)
      expect(error.message).toContain('maxBytes')
      expect(readdirSync(path.dirname(to))).toEqual([])
    }
    const lying = await errorOf(download(elsewhere, { fetch: async () => new Response('x'.repeat(20), { headers: { 'content-length': '10' } }) }))
    expect(lying).toBeInstanceOf(KlingDownloadIncompleteError)
    const exact = await serve(file(bytes))
    expect((await download(exact.url, { ...local, maxBytes: bytes.length })).size).toBe(bytes.length)
  })

  test('of time: altogether, and without a byte', async () => {
    const silent = await serve((_, response) => response.writeHead(200, { etag: '"a"', 'content-length': 10 }).write('x'))
    const dripping = await serve((_, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('x'), 5)
      response.on('close', () => clearInterval(timer))
    })
    const mute = await serve(() => {})
    for (const { url } of [silent, mute]) {
      const error = await errorOf(download(url, { ...local, idleTimeout: 50 }))
      expect(error).toBeInstanceOf(KlingDownloadTimeoutError)
      expect(error.message).toContain('idleTimeout')
    }
    const error = await errorOf(download(dripping.url, { ...local, idleTimeout: 10_000, timeout: 100 }))
    expect(error).toBeInstanceOf(KlingDownloadTimeoutError)
    expect(error.message).toContain('100 ms (timeout)')
  })

  test('a slow reader is no silent server', async () => {
    const { url } = await serve(file(bytes))
    const pauses = [1500]
    const slow = new WritableStream({ write: () => new Promise((resolve) => setTimeout(resolve, pauses.pop() ?? 0)) })
    expect(await download(url, { ...local, to: slow, idleTimeout: 1000 })).toMatchObject({ bytes: bytes.length })
  })

  test('a caller ends it at any time, with a reason of its own; what has come is kept', async () => {
    const to = path.join(folder(), 'a.bin')
    const reason = new Error('enough')
    await expect(download(elsewhere, { to, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(existsSync(`${to}.part`)).toBe(false)
    const controller = new AbortController()
    const { url } = await serve((_, response) => response.writeHead(200, { etag: '"a"', 'content-length': 10 }).write('12345'))
    await expect(download(url, { ...local, to, signal: controller.signal, onProgress: () => controller.abort(reason) })).rejects.toBe(reason)
    expect(readFileSync(`${to}.part`, 'utf8')).toBe('12345')
    const pausing = new AbortController()
    const failing = await serve((_, response) => {
      response.writeHead(503).end()
      setTimeout(() => pausing.abort(reason), 20)
    })
    await expect(download(failing.url, { ...local, retryDelay: 100_000, signal: pausing.signal })).rejects.toBe(reason)
    expect(failing.requests.length).toBe(1)
  })

  test('also a `fetch` or a stream that does not listen to signals', async () => {
    const never = () => new Promise<never>(() => {})
    const deaf: DownloadOptions[] = [{ fetch: never }, { fetch: async () => new Response(new ReadableStream({ pull: never })) }]
    for (const options of deaf) await expect(download(elsewhere, { ...options, timeout: 30 })).rejects.toThrow(KlingDownloadTimeoutError)
    const { url } = await serve(file(bytes))
    await expect(download(url, { ...local, timeout: 50, to: new WritableStream({ write: never }) })).rejects.toThrow(KlingDownloadTimeoutError)
  })
})

describe('what is no public host', () => {
  test('is not even connected to', async () => {
    const { url, requests } = await serve((_, response) => response.end('secret'))
    const to = path.join(folder(), 'a.bin')
    for (const address of [url, url.replace('127.0.0.1', 'localhost'), url.replace('127.0.0.1', '2130706433')]) {
      const error = await errorOf(download(address, { to }))
      expect(error).toBeInstanceOf(KlingDownloadRefusedError)
      expect(error.message).toContain('allowLoopback')
    }
    expect([requests.length, readdirSync(path.dirname(to)).length]).toEqual([0, 0])
  })

  test('nor behind a redirect, however often', async () => {
    const inner = await serve((_, response) => response.end('secret'))
    for (const target of [
      'http://10.0.0.1/',
      'http://169.254.169.254/latest/meta-data',
      'https://[::ffff:192.168.0.1]/',
      'http://example.com/',
      'file:///etc/passwd',
      '//192.168.1.1/',
      inner.url.replace('127.0.0.1', '127.0.0.2'),
    ]) {
      const { url } = await serve((request, response) => response.writeHead(302, { location: request.url === '/' ? '/again' : target }).end())
      const allowed = { allowHosts: [new URL(url).host] }
      expect(await errorOf(download(url, allowed))).toBeInstanceOf(KlingDownloadRefusedError)
    }
    expect(inner.requests.length).toBe(0)
  })

  test("nor with a `fetch` of one's own", async () => {
    const fetch = vi.fn(async () => new Response(null, { status: 307, headers: { location: 'https://127.0.0.1/' } }))
    expect(await errorOf(download(elsewhere, { fetch }))).toBeInstanceOf(KlingDownloadRefusedError)
    expect(fetch).toHaveBeenCalledOnce()
    const followed = vi.fn(async () => Object.defineProperty(new Response('secret'), 'url', { value: 'http://10.0.0.1/' }))
    expect(await errorOf(download(elsewhere, { fetch: followed }))).toBeInstanceOf(KlingDownloadRefusedError)
  })

  test('nor by a name that leads there, looked up for this very connection', async () => {
    const dns = process.getBuiltinModule('node:dns')
    const { requests, url } = await serve((_, response) => response.end('secret'))
    const lookup = vi
      .spyOn(dns, 'lookup')
      .mockImplementation(((_: string, __: object, done: (...given: unknown[]) => void) => done(null, [{ address: '127.0.0.1', family: 4 }])) as never)
    try {
      const name = `https://cdn.example.com:${new URL(url).port}/`
      for (const options of [{}, local]) expect(await errorOf(download(name, options))).toBeInstanceOf(KlingDownloadRefusedError)
      expect(lookup).toHaveBeenCalledTimes(2)
      expect(requests.length).toBe(0)
      // The same way leads there when the host is named.
      const plain = `http://cdn.example.com:${new URL(url).port}/`
      expect(await (await download(plain, { allowHosts: ['cdn.example.com'] })).text()).toBe('secret')
    } finally {
      lookup.mockRestore()
    }
  })

  test("nor with a `fetch` of one's own, as far as names can be looked up", async () => {
    const dns = process.getBuiltinModule('node:dns/promises')
    const lookup = vi.spyOn(dns, 'lookup').mockResolvedValueOnce([
      { address: '8.8.8.8', family: 4 },
      { address: 'fd00::1', family: 6 },
    ] as never)
    const fetch = vi.fn()
    try {
      expect(await errorOf(download('https://cdn.example.com/', { fetch }))).toBeInstanceOf(KlingDownloadRefusedError)
      expect(fetch).not.toHaveBeenCalled()
    } finally {
      lookup.mockRestore()
    }
  })
})

describe('redirects', () => {
  test('are followed, relative ones too, but not for ever', async () => {
    const { url } = await serve((request, response) => (request.url === '/end' ? response.end('here') : response.writeHead(301, { location: 'end' }).end()))
    expect(await (await download(`${url}/start`, local)).text()).toBe('here')
    const round = await serve((_, response) => response.writeHead(302, { location: '/' }).end())
    await expect(download(round.url, local)).rejects.toThrow('more than 5 times')
    expect(round.requests.length).toBe(6)
    const nowhere = await serve((_, response) => response.writeHead(302, { location: 'http://' }).end())
    await expect(download(nowhere.url, local)).rejects.toThrow('no address')
  })
})

describe('answers other than the file', () => {
  const answering = async (status: number, query = '', options: DownloadOptions = {}) => {
    const { url, requests } = await serve((_, response) => response.writeHead(status).end('<Error/>'))
    return { error: await errorOf(download(`${url}/a.mp4${query}`, { ...local, retries: 1, ...options })), requests }
  }

  test.each([403, 404, 410])('%i after its time: the result has expired, and how to get it again', async (status) => {
    const past = Math.floor(Date.now() / 1000) - 60
    for (const { error } of [
      await answering(status, `?Expires=${past}&Signature=secret`),
      await answering(status, '', { madeAt: Date.now() - 31 * 86_400_000 }),
    ]) {
      expect(error).toBeInstanceOf(KlingResultExpiredError)
      expect(error).toMatchObject({ code: 'KLING_RESULT_EXPIRED', status })
      expect(error.message).toMatch(/keeps results for 30 days.*read again/)
      expect(error.message).not.toContain('secret')
    }
  })

  test('before its time, or when that is not known, it is another failure, and says what may be', async () => {
    const future = Math.floor(Date.now() / 1000) + 86_400
    for (const { error } of [await answering(403, `?Expires=${future}`), await answering(404), await answering(404, '', { madeAt: Date.now() - 86_400_000 })]) {
      expect(error).not.toBeInstanceOf(KlingResultExpiredError)
      expect(error).toBeInstanceOf(KlingDownloadError)
      expect(error.message).toContain('30 days')
    }
  })

  test('passing ones are tried again, others not', async () => {
    for (const status of [408, 429, 500, 503]) expect((await answering(status)).requests.length).toBe(2)
    for (const status of [400, 401, 204, 206, 304, 403, 416]) {
      const { error, requests } = await answering(status)
      expect([error.code, error.status, requests.length]).toEqual(['KLING_DOWNLOAD', status, 1])
    }
  })

  test('no server at all', async () => {
    const { url } = await serve(() => {})
    const free = url.replace(/\d+$/, '1')
    const error = await errorOf(download(free, { ...local, retries: 1 }))
    expect(error).toBeInstanceOf(KlingDownloadIncompleteError)
    expect(error.message).toContain('no connection')
    expect((error.cause as Error).cause).toMatchObject({ code: 'ECONNREFUSED' })
  })
})

describe('files', () => {
  test('are replaced only when the new one is complete', async () => {
    const to = path.join(folder(), 'a.bin')
    writeFileSync(to, 'old')
    const { url } = await serve(file(bytes, { cutAfter: [10_000] }))
    await errorOf(download(url, { ...local, to, retries: 0 }))
    expect(readFileSync(to, 'utf8')).toBe('old')
    await download(url, { ...local, to })
    expect(readFileSync(to)).toEqual(Buffer.from(bytes))
  })

  test('are put into folders that are made for them', async () => {
    const to = path.join(folder(), 'out/of/nowhere/a.bin')
    const { url } = await serve(file(bytes))
    await download(url, { ...local, to })
    expect(readFileSync(to)).toEqual(Buffer.from(bytes))
  })

  test('what cannot be written is said as it is, and not tried again', async () => {
    const { url, requests } = await serve(file(bytes))
    const name = folder()
    writeFileSync(path.join(name, 'file'), '')
    await expect(download(url, { ...local, to: path.join(name, 'file/a.bin') })).rejects.toThrow(/E(EXIST|NOTDIR).*file/)
    mkdirSync(path.join(name, 'there'))
    await expect(download(url, { ...local, to: path.join(name, 'there') })).rejects.toThrow('names a folder')
    const broken = new WritableStream({ write: () => Promise.reject(new Error('disk full')) })
    await expect(download(url, { ...local, to: broken })).rejects.toThrow('disk full')
    expect(requests.length).toBe(1)
  })

  test('two downloads to one file do not mix', async () => {
    const to = path.join(folder(), 'a.bin')
    const { url } = await serve(file(bytes))
    const results = await Promise.allSettled([download(url, { ...local, to }), download(url, { ...local, to })])
    // Whichever comes first has the file.
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((results.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason.message).toContain('running already')
    expect(readFileSync(to)).toEqual(Buffer.from(bytes))
    expect((await download(url, { ...local, to })).bytes).toBe(bytes.length)
  })

  test('progress is told with every piece', async () => {
    const { url } = await serve(file(bytes))
    const steps: number[] = []
    await download(url, { ...local, onProgress: ({ bytes, total }) => steps.push(bytes, total!) })
    expect([steps.at(-2), steps.at(-1)]).toEqual([bytes.length, bytes.length])
  })
})
