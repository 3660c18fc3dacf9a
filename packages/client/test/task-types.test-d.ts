import { describe, expectTypeOf, test } from 'vitest'
import type { CreateId, Kling, NonEmpty, OutputVideo, SolutionOutput, SucceededTask } from '../src/index.ts'

/** Every call of the facade that creates a task, told by the type alone. */
type Creates<Node> = Node extends { create(body: any, options?: any): Promise<{ kling: { operation: infer Id } }> }
  ? Id | Nested<Omit<Node, 'create'>>
  : Nested<Node>
type Nested<Node> = { [Name in keyof Node]: Node[Name] extends (...given: any) => any ? never : Creates<Node[Name]> }[keyof Node]

/** The results of a succeeded task. */
type Results<Id extends CreateId> =
  SucceededTask<Id> extends { outputs: infer Outputs } ? Outputs : SucceededTask<Id> extends { task_result: infer Result } ? Result : never

/** Whether something in it can be read without a check. */
type Filled<Result> =
  Result extends NonEmpty<any> ? true : true extends { [Name in keyof Result]: Result[Name] extends NonEmpty<any> ? true : never }[keyof Result] ? true : false

describe('succeeded tasks', () => {
  test('of every operation that creates tasks have a result that is there', () => {
    expectTypeOf<{ [Id in CreateId]: Filled<Results<Id>> }>().toEqualTypeOf<{ [Id in CreateId]: true }>()
  })

  test('are what every create of the facade comes to', () => {
    expectTypeOf<Creates<Pick<Kling, 'textToVideo' | 'imageToVideo' | 'omniVideo' | 'motionControl' | 'solutions' | 'v1'>>>().toEqualTypeOf<CreateId>()
  })

  test('are read without ? and !', () => {
    const look = async (kling: Kling) => {
      const video = await kling.wait(await kling.v1.videos.text2video.create({ prompt: 'x' }))
      expectTypeOf(video.task_result.videos[0].url).toEqualTypeOf<string>()
      expectTypeOf(video.task_status).toEqualTypeOf<'succeed'>()

      const both = await kling.v1.audio.videoToAudio.run({ video_id: '1' })
      expectTypeOf(both.task_result.audios[0].id).toEqualTypeOf<string>()
      expectTypeOf(both.task_result.videos[0].url).toEqualTypeOf<string>()

      const sound = await kling.v1.audio.textToAudio.wait('1')
      expectTypeOf(sound.task_result.audios[0].id).toEqualTypeOf<string>()

      const voice = await kling.v1.general.customVoices.wait('1')
      expectTypeOf(voice.task_result.voices[0].voice_id).toEqualTypeOf<string>()

      const element = await kling.v1.general.advancedCustomElements.wait('1')
      expectTypeOf(element.task_result.elements[0].element_id).toEqualTypeOf<string>()

      const picture = await kling.v1.images.omniImage.wait('1')
      const { task_result } = picture
      expectTypeOf(task_result.result_type === 'series' ? task_result.series_images[0].url : task_result.images[0].url).toEqualTypeOf<string>()

      const shots = await kling.v1.general.aiMultiShot.wait('1')
      expectTypeOf(shots.task_result.images[0]).not.toBeNever()

      const turbo = await kling.textToVideo['kling-3.0-turbo'].run({ prompt: 'x' })
      expectTypeOf(turbo.outputs[0].url).toEqualTypeOf<string>()
      expectTypeOf(turbo.outputs[0]).toExtend<OutputVideo>()

      const tried = await kling.solutions.virtualTryOn.wait('1')
      expectTypeOf(tried.outputs[0]).toEqualTypeOf<SolutionOutput>()
    }
    void look
  })

  test('of several waits keep their order', () => {
    const look = async (kling: Kling) => {
      const [video, sound] = await kling.waitAll([
        await kling.textToVideo['kling-3.0'].create({ prompt: 'x' }),
        await kling.v1.audio.textToAudio.create({ prompt: 'x', duration: 3 }),
      ])
      expectTypeOf(video.outputs[0].url).toEqualTypeOf<string>()
      expectTypeOf(sound.task_result.audios[0].id).toEqualTypeOf<string>()

      const [end] = await kling.waitAllSettled([await kling.textToVideo['kling-3.0'].create({ prompt: 'x' })])
      if (end.status === 'fulfilled') expectTypeOf(end.value.outputs[0].url).toEqualTypeOf<string>()
    }
    void look
  })
})
