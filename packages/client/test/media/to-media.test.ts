import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { startMock } from '@klingkit/mock'
import { checkRequest } from '@klingkit/zod'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { mediaRules } from '../../src/generated/media-rules.gen.ts'
import { checkMedia, KlingMediaError, type MediaField, type MediaOperation, mediaRule, toMedia } from '../../src/media.ts'
import { readExact } from '../support/contract.ts'
import { folder } from './support/folder.ts'
import { gif, jpg, png, webps } from './support/pictures.ts'
import { serve } from './support/server.ts'
import { aac, mp3 } from './support/sounds.ts'

let mock: Awaited<ReturnType<typeof startMock>>
beforeAll(async () => {
  mock = await startMock({ port: 0, speed: 'instant' })
})
afterAll(() => mock.close())

const made = async (name: string) => new Uint8Array(await (await fetch(`${mock.url}/__kling/media/${name}`)).arrayBuffer())
const picture = png(640, 480)
const base64 = Buffer.from(picture).toString('base64')

async function refusal(refused: Promise<unknown>): Promise<KlingMediaError> {
  const error = await refused.then(
    () => undefined,
    (error) => error,
  )
  expect(error).toBeInstanceOf(KlingMediaError)
  return error
}

describe('every kind of source becomes bare Base64', () => {
  const stream = () => new Blob([picture]).stream()
  test.each([
    ['bytes', () => picture],
    ['a part of a buffer', () => Uint8Array.from([7, ...picture, 7]).subarray(1, picture.length + 1)],
    ['an ArrayBuffer', () => picture.slice().buffer],
    ['a Blob', () => new Blob([picture], { type: 'text/plain' })],
    ['a File', () => new File([picture], 'misnamed.gif')],
    ['a stream', stream],
    ['a data: address', () => `data:image/png;base64,${base64}`],
    ['a data: address with percent signs', () => new URL(`data:image/png,${[...picture].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`)],
    ['a blob: address', () => URL.createObjectURL(new Blob([picture]))],
    ['Base64', () => ({ base64 })],
    ['Base64 with the prefix that the API refuses', () => ({ base64: `data:image/png;base64,${base64}` })],
    ['Base64 in lines', () => ({ base64: base64.replace(/.{8}/g, '$&\n') })],
  ])('%s', async (_, source) => {
    expect(await toMedia('createImage2Video', 'image', source() as never)).toBe(base64)
  })

  test('a path, and a file: address', async () => {
    const file = path.join(folder(), 'fox no 1.bin')
    writeFileSync(file, picture)
    expect(await toMedia('createImage2Video', 'image', file)).toBe(base64)
    expect(await toMedia('createImage2Video', 'image', pathToFileURL(file))).toBe(base64)
  })

  test('megabytes, byte for byte', async () => {
    const large = new Uint8Array(9_000_001).map((_, at) => at * 7)
    large.set(picture)
    const toBase64 = Object.getOwnPropertyDescriptor(Uint8Array.prototype, 'toBase64')
    expect(await toMedia('createImage2Video', 'image', large)).toBe(Buffer.from(large).toString('base64'))
    // As on runtimes that have no such method yet.
    if (toBase64) {
      delete (Uint8Array.prototype as any).toBase64
      try {
        expect(await toMedia('createImage2Video', 'image', large)).toBe(Buffer.from(large).toString('base64'))
      } finally {
        Object.defineProperty(Uint8Array.prototype, 'toBase64', toBase64)
      }
    }
  })
})

describe('the service takes the result', () => {
  test('on the legacy standard, where it refuses the prefix, and on the new one', async () => {
    const image = await toMedia('createImage2Video', 'image', new Blob([picture]))
    expect(checkRequest('createImage2Video', { body: { model_name: 'kling-v3', prompt: 'a fox', image } }).issues).toEqual([])
    expect(checkRequest('createImage2Video', { body: { model_name: 'kling-v3', prompt: 'a fox', image: `data:image/png;base64,${image}` } }).ok).toBe(false)
    const url = await toMedia('createImageToVideoKling30', 'contents[type=first_frame].url', new Blob([picture]))
    const contents = [
      { type: 'first_frame', url },
      { type: 'prompt', text: 'a fox' },
    ]
    expect(checkRequest('createImageToVideoKling30', { body: { contents } })).toMatchObject({ ok: true, warnings: [] })
  })
})

describe('addresses on the web', () => {
  test('go as they are', async () => {
    expect(await toMedia('createImage2Video', 'image', 'https://cdn.example.com/fox.png')).toBe('https://cdn.example.com/fox.png')
    expect(await toMedia('createVideoToAudio', 'video_url', new URL('https://cdn.example.com/fox.mp4'))).toBe('https://cdn.example.com/fox.mp4')
  })

  test('are fetched where the field takes none, or on demand', async () => {
    const sound = `${mock.url}/__kling/media/audio/1.mp3?s=4`
    expect(await toMedia('createLipSync', 'input.audio_file', sound, { allowLoopback: true })).toBe(
      Buffer.from(await made('audio/1.mp3?s=4')).toString('base64'),
    )
    const image = `${mock.url}/__kling/media/image/1.png`
    expect(await toMedia('createImage2Video', 'image', image, { allowLoopback: true, urls: 'embed' })).toMatch(/^iVBOR/)
    expect(await toMedia('createImage2Video', 'image', image, { allowLoopback: true, urls: 'check' })).toBe(image)
    expect(
      (await refusal(toMedia('createAvatar', 'sound_file', `${mock.url}/__kling/media/audio/1.mp3?s=1`, { allowLoopback: true, urls: 'check' }))).limit,
    ).toBe('min_seconds')
    await expect(toMedia('createImage2Video', 'image', image, { urls: 'check' })).rejects.toMatchObject({ code: 'KLING_DOWNLOAD_REFUSED' })
    expect((await refusal(toMedia('createVideoToAudio', 'video_url', 'https://cdn.example.com/fox.mp4', { urls: 'embed' }))).limit).toBe('forms')
  })

  test('are not fetched beyond the size the field takes', async () => {
    const { url } = await serve((_, response) => response.writeHead(200, { 'content-length': 10 * 1024 * 1024 + 1 }).end())
    const error = await refusal(toMedia('createImage2Video', 'image', url, { allowLoopback: true, urls: 'embed' }))
    expect(error).toMatchObject({ limit: 'max_bytes', allowed: 10485760 })
  })
})

describe('fields that take addresses only', () => {
  test('say so, and how to go about it', async () => {
    const error = await refusal(toMedia('createVideoToAudio', 'video_url', await made('video/1.mp4?s=5')))
    expect(error).toMatchObject({ limit: 'forms', allowed: ['url'], found: 'base64', field: 'createVideoToAudio video_url' })
    expect(error.message).toContain('`upload`')
  })

  test('take what `upload` has put somewhere, after it was checked', async () => {
    const uploads: [string, number][] = []
    const upload = async (file: Blob, { seconds }: { seconds?: number }) => {
      uploads.push([file.type, Math.round(seconds!)])
      return new URL('https://bucket.example.com/fox.mp4')
    }
    expect(await toMedia('createVideoToAudio', 'video_url', await made('video/1.mp4?s=5'), { upload })).toBe('https://bucket.example.com/fox.mp4')
    expect((await refusal(toMedia('createVideoToAudio', 'video_url', await made('video/1.mp4?s=25'), { upload }))).limit).toBe('max_seconds')
    expect(uploads).toEqual([['video/mp4', 5]])
    expect((await refusal(toMedia('createVideoToAudio', 'video_url', await made('video/1.mp4?s=5'), { upload: () => 'fox.mp4' }))).limit).toBe('forms')
  })
})

describe('limits', () => {
  const limitOf = async (...given: Parameters<typeof checkMedia<MediaOperation>>) => {
    const { limit, allowed, found } = await refusal(checkMedia(...given))
    return [limit, allowed, found]
  }

  test('of size, also before anything is read', async () => {
    const most = mediaRule('createImage2Video', 'image').max_bytes!
    const header = png(640, 480)
    const full = new Uint8Array(most)
    full.set(header)
    expect((await checkMedia('createImage2Video', 'image', full)).bytes).toBe(most)
    const tooMuch = new Uint8Array(most + 1)
    tooMuch.set(header)
    expect(await limitOf('createImage2Video', 'image', tooMuch)).toEqual(['max_bytes', most, most + 1])
    const unread = new Blob([tooMuch])
    unread.arrayBuffer = () => Promise.reject(new Error('was read'))
    expect(await limitOf('createImage2Video', 'image', unread)).toEqual(['max_bytes', most, most + 1])
    const cancel = vi.fn()
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1_000_000)),
      cancel,
    })
    expect((await limitOf('createImage2Video', 'image', endless))[0]).toBe('max_bytes')
    expect(cancel).toHaveBeenCalledOnce()
    expect((await limitOf('createImage2Video', 'image', new Uint8Array()))[0]).toBe('source')
  })

  test('of format, which is that of the bytes', async () => {
    for (const bytes of [png(640, 480), jpg(640, 480)]) await checkMedia('createImage2Video', 'image', bytes)
    for (const [format, bytes] of [
      ['gif', gif(640, 480)],
      ['webp', webps.lossy(640, 480)],
      [undefined, new Uint8Array(99)],
    ] as const) {
      expect(await limitOf('createImage2Video', 'image', new File([bytes as never], 'fox.png', { type: 'image/png' }))).toEqual([
        'formats',
        ['jpg', 'jpeg', 'png'],
        format,
      ])
    }
    await checkMedia('createGoodsStudio', mediaFieldOf('createGoodsStudio'), webps.lossy(640, 480))
  })

  test('of sides and their ratio', async () => {
    expect(await limitOf('createImage2Video', 'image', png(299, 400))).toEqual(['min_side_px', 300, 299])
    expect(await limitOf('createImage2Video', 'image', jpg(400, 299))).toEqual(['min_side_px', 300, 299])
    await checkMedia('createImage2Video', 'image', png(300, 750))
    expect(await limitOf('createImage2Video', 'image', png(300, 760))).toEqual(['min_ratio', 0.4, 300 / 760])
    expect(await limitOf('createImage2Video', 'image', png(760, 300))).toEqual(['max_ratio', 2.5, 760 / 300])
    await checkMedia('createImage2Video', 'image_tail', png(3000, 300))
    expect((await limitOf('createImage2Video', 'image', png(640, 480).subarray(0, 20)))[0]).toBe('formats')
  })

  test('of length, with a little slack for whole frames', async () => {
    expect(await limitOf('createAvatar', 'sound_file', mp3(1.5))).toEqual(['min_seconds', 2, expect.closeTo(1.5, 1)])
    await checkMedia('createAvatar', 'sound_file', mp3(2))
    expect((await limitOf('createAdvancedLipSync', 'face_choose[].sound_file', aac(61)))[0]).toBe('max_seconds')
    await checkMedia('createAdvancedLipSync', 'face_choose[].sound_file', aac(60.05))
    expect((await limitOf('createVideoToAudio', 'video_url', await made('video/1.mp4?s=2')))[0]).toBe('min_seconds')
    expect(await checkMedia('createVideoToAudio', 'video_url', await made('video/1.mp4?s=3'))).toMatchObject({ format: 'mp4' })
  })

  test('of pixels and resolution', async () => {
    const rule = { kind: 'video', forms: ['url'] } as const
    const video = await made('video/1.mp4?s=3&r=16:9')
    const { width = 0, height = 0, fps = 0 } = await checkMedia(rule, video)
    const limits = async (more: object) => (await refusal(checkMedia({ ...rule, ...more }, video))).limit
    expect(await limits({ max_side_px: width - 1 })).toBe('max_side_px')
    expect(await limits({ max_area_px: width * height - 1 })).toBe('max_area_px')
    expect(await limits({ resolutions: ['1p'] })).toBe('resolutions')
    expect(
      await checkMedia({ ...rule, resolutions: [`${height}p`], max_side_px: width, max_area_px: width * height, min_fps: fps, max_fps: fps }, video),
    ).toMatchObject({ width })
    expect(await limits({ min_fps: fps + 1 })).toBe('min_fps')
    expect(await limits({ max_fps: fps - 1 })).toBe('max_fps')
    // Where sides are limited too, they decide: an endpoint that takes 512 px names 720p.
    await checkMedia({ ...rule, resolutions: ['1p'], min_side_px: 1 }, video)
  })

  test('are named in the message, with what was found and the way out', async () => {
    const { message } = await refusal(toMedia('createImage2Video', 'image', png(200, 400)))
    expect(message).toBe('createImage2Video image: the image has 200 x 400 px; each side must have at least 300 px. Take a larger one, or scale it up.')
    expect((await refusal(toMedia('createAvatar', 'sound_file', mp3(400)))).message).toMatch(/at most 5 MB \(5,242,880 bytes\) are taken/)
  })
})

describe('what cannot be read', () => {
  test.each([
    ['a path where nothing is', '/nowhere/fox.png', 'ENOENT'],
    ['a folder', path.dirname(import.meta.filename), /no file|EISDIR/],
    ['Base64 that was not marked as such', base64, '{ base64 }'],
    ['broken Base64', { base64: '%%%' }, 'not Base64'],
    ['a broken data: address', 'data:image/png;base64', 'malformed'],
    ['a revoked blob: address', 'blob:nodedata:00000000-0000-0000-0000-000000000000', 'blob:'],
    ['another kind of address', 's3://bucket/fox.png', 's3:'],
    ['a number', 7, 'nothing a file can be read from'],
    ['nothing', undefined, 'nothing a file can be read from'],
  ])('%s', async (_, source, reason) => {
    const error = await refusal(toMedia('createImage2Video', 'image', source as never))
    expect(error.limit).toBe('source')
    expect(error.message).toMatch(reason)
  })
})

/** The first field of an operation, for tests that go over all. */
function mediaFieldOf<Operation extends MediaOperation>(operation: Operation): MediaField<Operation> {
  return Object.keys(mediaRules[operation])[0] as MediaField<Operation>
}

describe('the table of fields', () => {
  test('has every field of the document that stands for a file', () => {
    const said = JSON.stringify(readExact('openapi.json').components.schemas, (_, value) => (typeof value === 'bigint' ? 0 : value)).match(
      /"x-kling-media":\{.*?\}/g,
    )!
    const rules = new Set(Object.values(mediaRules).flatMap((fields) => Object.values(fields).map((rule) => JSON.stringify(rule))))
    for (const each of said) expect(rules).toContain(each.slice('"x-kling-media":'.length))
  })

  test('is typed by operation and place', () => {
    expect(mediaRule('createOmniVideoKling30Omni', 'contents[type=feature_video].url').max_seconds).toBe(15.5)
    // @ts-expect-error there is no such field
    expect(() => mediaRule('createImage2Video', 'picture')).toThrow('It does at: image, image_tail, static_mask, dynamic_masks[].mask')
    // @ts-expect-error nor such an operation
    expect(() => mediaRule('toString', 'length')).toThrow('no operation that takes files')
  })
})

test('nothing of Node is imported by the subpath', () => {
  const source = (name: string) => readFileSync(new URL(`../../src/${name}`, import.meta.url), 'utf8')
  const seen = new Set<string>()
  const visit = (name: string) => {
    if (seen.has(name)) return
    seen.add(name)
    for (const [, from] of source(name).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)) {
      expect(from).toMatch(/^\.\.?\//)
      visit(path.posix.join(path.posix.dirname(name), from!.replace(/\.js$/, '.ts')))
    }
  }
  for (const entry of ['media.ts', 'callbacks.ts']) visit(entry)
  expect(seen.size).toBeGreaterThan(20)
})
