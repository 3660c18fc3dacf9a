import { describe, expectTypeOf, test } from 'vitest'
import type {
  AdvancedElement,
  AudioResult,
  Client,
  ImageToVideoKling26Request,
  ImageToVideoKling30Request,
  Kling,
  NewTask,
  OmniVideoRequest,
  Output,
  PackageDeduction,
  Text2VideoRequest,
  TextToVideoKling25TurboSettings,
  TextToVideoKling30Request,
  TextToVideoKling30TurboSettings,
  VideoResult,
  VideoTask,
  VideoToAudioRequest,
} from '../src/index.ts'
import type { createText2Video, getTasks, getText2Video, listText2Video, synthesizeSpeech } from '../src/operations.ts'

/** The known names of an open set: what an editor completes. */
type Known<Name> = Name extends string & {} ? (string extends Name ? never : Name) : never

describe('model names', () => {
  test('known ones complete, every string is taken', () => {
    expectTypeOf<'kling-v3'>().toExtend<Known<Text2VideoRequest['model_name']>>()
    expectTypeOf<'a-model-of-next-year'>().toExtend<NonNullable<Text2VideoRequest['model_name']>>()
    // @ts-expect-error a number is no model name
    void ({ model_name: 3, prompt: '' } satisfies Text2VideoRequest)
  })
})

describe('exactly one of two fields', () => {
  test('one compiles, also with the other one empty, as official samples send it', () => {
    void ({ video_id: '861' } satisfies VideoToAudioRequest)
    void ({ video_url: 'https://example.com/a.mp4', video_id: '' } satisfies VideoToAudioRequest)
  })

  test('both do not compile, neither does none', () => {
    // @ts-expect-error both
    void ({ video_id: '861', video_url: 'https://example.com/a.mp4' } satisfies VideoToAudioRequest)
    // @ts-expect-error none
    void ({ asmr_mode: true } satisfies VideoToAudioRequest)
  })
})

describe('durations', () => {
  test('are strings on the legacy standard', () => {
    void ({ prompt: 'x', duration: '5' } satisfies Text2VideoRequest)
    // @ts-expect-error a number
    void ({ prompt: 'x', duration: 5 } satisfies Text2VideoRequest)
  })

  test('are numbers on the new standard', () => {
    void ({ prompt: 'x', settings: { duration: 5 } } satisfies TextToVideoKling30Request)
    // @ts-expect-error a string
    void ({ prompt: 'x', settings: { duration: '5' } } satisfies TextToVideoKling30Request)
  })
})

describe('unknown keys', () => {
  test('do not compile, at any depth', () => {
    // @ts-expect-error it is aspect_ratio
    void ({ prompt: 'x', aspectRatio: '16:9' } satisfies Text2VideoRequest)
    // @ts-expect-error it belongs into settings
    void ({ prompt: 'x', duration: 5 } satisfies TextToVideoKling30Request)
    // @ts-expect-error a field of the legacy standard
    void ({ prompt: 'x', settings: { mode: 'pro' } } satisfies TextToVideoKling30Request)
    // @ts-expect-error a field that no branch of the union has
    void ({ video_id: '861', video: 'x' } satisfies VideoToAudioRequest)
  })
})

describe('contents', () => {
  test('items narrow on their type', () => {
    const look = (item: ImageToVideoKling26Request['contents'][number]) => {
      if (item.type === 'prompt') expectTypeOf(item.text).toEqualTypeOf<string>()
      else if (item.type === 'voice') expectTypeOf(item.voice_id).toEqualTypeOf<string>()
      else expectTypeOf(item.url).toEqualTypeOf<string>()
    }
    void look
  })

  test('take the items of their operation only', () => {
    void ({ contents: [{ type: 'element', element_id: '163', id: 'element_1' }] } satisfies ImageToVideoKling30Request)
    // @ts-expect-error kling-2.6 takes no elements
    void ({ contents: [{ type: 'element', element_id: '163', id: 'element_1' }] } satisfies ImageToVideoKling26Request)
    // @ts-expect-error a frame has no text
    void ({ contents: [{ type: 'first_frame', url: 'https://example.com/a.png', text: 'x' }] } satisfies ImageToVideoKling30Request)
  })
})

describe('settings', () => {
  test('differ per model', () => {
    expectTypeOf<NonNullable<NonNullable<TextToVideoKling30Request['settings']>['resolution']>>().toEqualTypeOf<'720p' | '1080p' | '4k'>()
    expectTypeOf<NonNullable<TextToVideoKling30TurboSettings['resolution']>>().toEqualTypeOf<'720p' | '1080p'>()
    expectTypeOf<TextToVideoKling30TurboSettings>().not.toHaveProperty('audio')
    // @ts-expect-error kling-2.5-turbo makes no sound
    void ({ audio: 'native' } satisfies TextToVideoKling25TurboSettings)
  })
})

describe('answers', () => {
  test('members are optional and nullable as captured', () => {
    expectTypeOf<VideoResult['watermark_url']>().toEqualTypeOf<string | null | undefined>()
    expectTypeOf<AudioResult['url']>().toEqualTypeOf<string | null | undefined>()
    expectTypeOf<VideoTask['task_id']>().toEqualTypeOf<string>()
    expectTypeOf<null>().toExtend<VideoTask['task_result']>()
    expectTypeOf<NewTask['external_id']>().toEqualTypeOf<string | null | undefined>()
  })

  test('timestamps are plain numbers', () => {
    expectTypeOf<VideoTask['created_at']>().toEqualTypeOf<number>()
    expectTypeOf<NewTask['create_time']>().toEqualTypeOf<number>()
  })

  test('status words are known and open', () => {
    expectTypeOf<'succeed'>().toExtend<Known<VideoTask['task_status']>>()
    expectTypeOf<'a-new-word'>().toExtend<VideoTask['task_status']>()
  })

  test('outputs narrow on their type', () => {
    const look = (output: Output) => {
      if (output.type === 'audio') expectTypeOf(output.mp3_url).toEqualTypeOf<string | null | undefined>()
    }
    void look
  })
})

describe('functions', () => {
  test('take the client, then what belongs to their operation', () => {
    expectTypeOf<Parameters<typeof createText2Video>[0]>().toEqualTypeOf<Client>()
    expectTypeOf<Parameters<typeof createText2Video>[1]>().toEqualTypeOf<Text2VideoRequest>()
    expectTypeOf<Parameters<typeof getText2Video>[1]>().toEqualTypeOf<string>()
    expectTypeOf<Kling>().toExtend<Client>()
  })

  test('take what the method of the facade takes', () => {
    type Rest<Method> = Method extends (client: any, ...rest: infer Given) => any ? Given : never
    expectTypeOf<Rest<typeof createText2Video>>().toEqualTypeOf<Parameters<Kling['v1']['videos']['text2video']['create']>>()
    expectTypeOf<ReturnType<typeof createText2Video>>().toEqualTypeOf<ReturnType<Kling['v1']['videos']['text2video']['create']>>()
    expectTypeOf<Rest<typeof getTasks>>().toEqualTypeOf<Parameters<Kling['tasks']['get']>>()
    expectTypeOf<Rest<typeof synthesizeSpeech>>().toEqualTypeOf<Parameters<Kling['v1']['audio']['tts']>>()
  })

  test('give the data of their operation', () => {
    expectTypeOf<Awaited<ReturnType<typeof getText2Video>>>().toEqualTypeOf<VideoTask>()
    expectTypeOf<Awaited<ReturnType<typeof listText2Video>>>().toEqualTypeOf<VideoTask[]>()
    expectTypeOf<Awaited<ReturnType<typeof getTasks>>>().toEqualTypeOf<NewTask[]>()
  })

  test('lists are awaitable and iterable', () => {
    const look = async (kling: Kling) => {
      for await (const task of kling.v1.videos.text2video.list({ pageSize: 5 }, { limit: 7 })) expectTypeOf(task).toEqualTypeOf<VideoTask>()
      for await (const task of kling.tasks.list()) expectTypeOf(task).toEqualTypeOf<NewTask>()
      for await (const charge of kling.account.billing.package.list({ start_time: 1, end_time: 2 })) expectTypeOf(charge).toEqualTypeOf<PackageDeduction>()
    }
    void look
  })
})

describe('ids of elements', () => {
  test('are text, a bigint or a number in requests, text in answers', () => {
    expectTypeOf<NonNullable<OmniVideoRequest['element_list']>[number]['element_id']>().toEqualTypeOf<string | number | bigint>()
    expectTypeOf<AdvancedElement['element_id']>().toEqualTypeOf<string>()
  })
})
