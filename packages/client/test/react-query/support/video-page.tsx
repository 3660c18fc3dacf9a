import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Kling, KlingTaskFailedError } from '../../../src/index.ts'
import { isSucceeded, itemsOf, klingQueries } from '../../../src/react-query.ts'

export function VideoPage({ kling }: { kling: Kling }) {
  const { task, v1 } = klingQueries(kling)
  const cache = useQueryClient()
  const create = useMutation({
    ...v1.videos.text2video.create(),
    onSuccess: () => cache.invalidateQueries({ queryKey: v1.videos.text2video.list().queryKey }),
  })
  const video = useQuery(task(create.data))
  const list = useInfiniteQuery(v1.videos.text2video.list())
  const error = create.error ?? video.error

  return (
    <form action={(form) => create.mutate({ model_name: 'kling-v3', prompt: String(form.get('prompt')) })}>
      <input name="prompt" />
      <button type="submit" disabled={create.isPending || video.isFetching}>
        Make it
      </button>
      <output>{video.data?.task_status ?? create.data?.task_status}</output>
      {isSucceeded(video.data) && <video src={video.data.task_result.videos[0].url} controls muted />}
      {error && <p role="alert">{KlingTaskFailedError.is(error) ? error.reason : error.message}</p>}
      <ul>
        {itemsOf(list.data).map(({ task_id, task_status }) => (
          <li key={task_id}>{task_status}</li>
        ))}
      </ul>
    </form>
  )
}
