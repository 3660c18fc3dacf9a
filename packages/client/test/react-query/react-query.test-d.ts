import { type InfiniteData, QueryClient, type QueryObserverResult } from '@tanstack/query-core'
import { useInfiniteQuery, useMutation, useQueries, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { describe, expectTypeOf, test } from 'vitest'
import { type CometapiKling, cometapi } from '../../src/gateways.ts'
import { type CreatedTask, createClient, createKling, type KlingError, type SucceededTask, type Task, type VideoTask } from '../../src/index.ts'
import { isSucceeded, itemsOf, type KlingQueries, klingQueries } from '../../src/react-query.ts'

declare const options: KlingQueries
declare const created: CreatedTask<'createText2Video'>

const useVideo = () => useQuery(options.v1.videos.text2video.get('1'))
const useBoth = () => useQueries({ queries: [options.v1.videos.text2video.get('1'), options.account.costs({ start_time: 1, end_time: 2 })] })
const useVideoNow = () => useSuspenseQuery(options.v1.videos.text2video.get('1'))
const useTask = () => useQuery(options.task(created))
const useTaskById = () => useQuery(options.task({ operation: 'createTextToVideoKling30', id: '1' }))
const useStatus = () => useQuery({ ...options.v1.videos.text2video.get('1'), staleTime: 0, select: (task) => task.task_status })
const useVideos = () => useInfiniteQuery(options.v1.videos.text2video.list())
const useTasks = () => useInfiniteQuery(options.tasks.list())
const useCharges = () => useInfiniteQuery(options.account.billing.package.list({ start_time: 1, end_time: 2 } as any))
const useCreate = () => useMutation(options.v1.videos.text2video.create())

describe('queries', () => {
  test('have the data and the error of their call', () => {
    expectTypeOf<ReturnType<typeof useVideo>['data']>().toEqualTypeOf<VideoTask | undefined>()
    expectTypeOf<ReturnType<typeof useVideo>['error']>().toEqualTypeOf<KlingError | null>()
    expectTypeOf<ReturnType<typeof useBoth>[0]['data']>().toEqualTypeOf<VideoTask | undefined>()
    expectTypeOf<ReturnType<typeof useVideoNow>['data']>().toEqualTypeOf<VideoTask>()
  })

  test('of tasks know their results once they have succeeded', () => {
    expectTypeOf<ReturnType<typeof useTask>>().toExtend<QueryObserverResult<Task<'createText2Video'> | SucceededTask<'createText2Video'>, KlingError>>()
    const check = ({ data }: ReturnType<typeof useTask>) => {
      // @ts-expect-error it may be running
      void data.task_result.videos[0].url
      if (isSucceeded(data)) expectTypeOf(data).toEqualTypeOf<SucceededTask<'createText2Video'>>()
      else expectTypeOf(data?.task_status).toEqualTypeOf<VideoTask['task_status'] | undefined>()
    }
    void check
    expectTypeOf<NonNullable<ReturnType<typeof useTaskById>['data']>['status']>().toExtend<string>()
    // @ts-expect-error no operation that creates tasks
    void (() => options.task({ operation: 'getTasks', id: '1' }))
  })

  test('can change what they say', () => {
    expectTypeOf<ReturnType<typeof useStatus>['data']>().toEqualTypeOf<VideoTask['task_status'] | undefined>()
  })

  test('tell the cache what is behind their keys', () => {
    const queries = new QueryClient()
    expectTypeOf(queries.getQueryData(options.v1.videos.text2video.get('1').queryKey)).toEqualTypeOf<VideoTask | undefined>()
  })
})

describe('lists', () => {
  test('have pages, and their items', () => {
    expectTypeOf<ReturnType<typeof useVideos>['data']>().toEqualTypeOf<InfiniteData<VideoTask[], unknown> | undefined>()
    expectTypeOf(itemsOf({} as ReturnType<typeof useVideos>['data'])).toEqualTypeOf<VideoTask[]>()
    expectTypeOf(itemsOf({} as ReturnType<typeof useTasks>['data'])[0]!.id).toEqualTypeOf<string>()
    expectTypeOf(itemsOf({} as ReturnType<typeof useCharges>['data'])[0]!).toHaveProperty('task_id')
  })
})

describe('mutations', () => {
  test('take the body and give the created task', () => {
    type Mutation = ReturnType<typeof useCreate>
    expectTypeOf<Mutation['data']>().toEqualTypeOf<CreatedTask<'createText2Video'> | undefined>()
    expectTypeOf<Mutation['error']>().toEqualTypeOf<KlingError | null>()
    const check = ({ mutate }: Mutation) => {
      mutate({ model_name: 'kling-v3', prompt: 'a fox' })
      // @ts-expect-error a number is no prompt
      mutate({ model_name: 'kling-v3', prompt: 1 })
    }
    void check
  })
})

describe('behind a gateway', () => {
  const relayed = () => klingQueries(createKling({ gateway: cometapi() }))
  type Relayed = ReturnType<typeof relayed>

  test('there is what it relays, with its bodies', () => {
    type Create = Relayed['v1']['videos']['text2video']['create']
    expectTypeOf<Parameters<ReturnType<Create>['mutationFn']>[0]>().toEqualTypeOf<Parameters<CometapiKling['v1']['videos']['text2video']['create']>[0]>()
    expectTypeOf<Relayed['v1']['videos']['text2video']['get']>().toEqualTypeOf<KlingQueries['v1']['videos']['text2video']['get']>()
    expectTypeOf<Relayed['v1']['videos']['text2video']['task']>().toEqualTypeOf<KlingQueries['v1']['videos']['text2video']['task']>()
    expectTypeOf<Relayed['task']>().toEqualTypeOf<KlingQueries['task']>()
    expectTypeOf<Relayed['v1']['videos']['key']>().toEqualTypeOf<KlingQueries['v1']['videos']['key']>()
  })

  test('and nothing else', () => {
    const check = (options: Relayed) => {
      // @ts-expect-error no lists
      void options.v1.videos.text2video.list
      // @ts-expect-error nothing of the new standard
      void options.textToVideo
    }
    void check
  })

  test('a plain client has everything', () => {
    expectTypeOf(klingQueries(createClient())).toEqualTypeOf<KlingQueries>()
    expectTypeOf(klingQueries(createKling())).toEqualTypeOf<KlingQueries>()
  })
})
