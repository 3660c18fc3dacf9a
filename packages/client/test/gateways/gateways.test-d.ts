import { describe, expectTypeOf, test } from 'vitest'
import { type CloudswayKling, type CloudswayOperation, type CometapiKling, type CometapiOperation, cloudsway, cometapi } from '../../src/gateways.ts'
import { createKling, type Gateway, type Kling, type OperationId } from '../../src/index.ts'

describe('the client of a gateway', () => {
  test('is that of the gateway', () => {
    expectTypeOf(createKling({ gateway: cometapi() })).toEqualTypeOf<CometapiKling>()
    expectTypeOf(createKling({ gateway: cloudsway({ endpointPath: 'mine' }) })).toEqualTypeOf<CloudswayKling>()
    expectTypeOf(createKling()).toEqualTypeOf<Kling>()
    expectTypeOf(createKling({ apiKey: 'key' })).toEqualTypeOf<Kling>()
  })

  test('of one described by hand has everything', () => {
    const mine: Gateway = { id: 'mine', baseUrl: 'https://relay.example/kling' }
    expectTypeOf(createKling({ gateway: mine })).toEqualTypeOf<Kling>()
    expectTypeOf(createKling({ gateway: { id: 'mine', baseUrl: 'https://relay.example/kling' } })).toEqualTypeOf<Kling>()
  })

  test('has the operations that are relayed, and no other', () => {
    const comet = {} as CometapiKling
    expectTypeOf(comet.v1.videos.text2video).toHaveProperty('create')
    // @ts-expect-error no lists
    void comet.v1.videos.text2video.list
    // @ts-expect-error no motion control
    void comet.v1.videos.motionControl
    // @ts-expect-error no account
    void comet.account
    // @ts-expect-error nothing of the new standard
    void comet.textToVideo
    const cloud = {} as CloudswayKling
    expectTypeOf(cloud.textToVideo['kling-3.0-turbo']).toHaveProperty('run')
    // @ts-expect-error one model only
    void cloud.textToVideo['kling-3.0']
    // @ts-expect-error no effects
    void cloud.v1.videos.effects
  })

  test('the lists of operations are of the document', () => {
    expectTypeOf<CometapiOperation>().toExtend<OperationId>()
    expectTypeOf<CloudswayOperation>().toExtend<OperationId>()
    expectTypeOf<'listText2Video'>().not.toExtend<CometapiOperation>()
    expectTypeOf<'getTasks'>().toExtend<CloudswayOperation>()
  })
})

describe('the same types', () => {
  test('of answers', () => {
    expectTypeOf<Awaited<ReturnType<CometapiKling['v1']['videos']['text2video']['create']>>>().toEqualTypeOf<
      Awaited<ReturnType<Kling['v1']['videos']['text2video']['create']>>
    >()
    expectTypeOf<Awaited<ReturnType<CloudswayKling['v1']['videos']['text2video']['run']>>>().toEqualTypeOf<
      Awaited<ReturnType<Kling['v1']['videos']['text2video']['run']>>
    >()
    expectTypeOf<CometapiKling['v1']['videos']['text2video']['get']>().toEqualTypeOf<Kling['v1']['videos']['text2video']['get']>()
  })

  test('of bodies: what Kling takes, and what only the gateway documents', () => {
    const comet = {} as CometapiKling
    const cloud = {} as CloudswayKling
    void (() => comet.v1.videos.text2video.create({ model_name: 'kling-v3', prompt: 'A fox', multi_shot: false }))
    void (() => comet.v1.videos.text2video.create({ prompt: 'A fox', aspect_ratio: '4:3' }))
    void (() => cloud.v1.videos.image2video.create({ image: 'https://cdn.example.com/a.png', aspect_ratio: '16:9' }))
    void (() => cloud.v1.images.generations.create({ prompt: 'A fox', n: '9' }))
    // @ts-expect-error no such ratio
    void (() => comet.v1.videos.text2video.create({ prompt: 'A fox', aspect_ratio: '5:4' }))
  })

  test('no address of callbacks where none are documented', () => {
    const cloud = {} as CloudswayKling
    void (() => cloud.v1.videos.text2video.create({ prompt: 'A fox', callback_url: '' }))
    // @ts-expect-error a callback that would never come
    void (() => cloud.v1.videos.text2video.create({ prompt: 'A fox', callback_url: 'https://example.com/hook' }))
    void (() => cloud.v1.audio.textToAudio.create({ prompt: 'Rain', duration: 3, callback_url: 'https://example.com/hook' }))
  })
})
