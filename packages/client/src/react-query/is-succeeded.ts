import { outcomeOf, stateOf } from '../wait/task-state.js'

/**
 * Whether a task has succeeded; then its results are there for the types as well.
 *
 * @example
 * const { data } = useQuery(options.v1.videos.text2video.task(id))
 * if (isSucceeded(data)) console.log(data.task_result.videos[0].url)
 */
export function isSucceeded<Seen extends object>(
  task: Seen | null | undefined,
): task is Extract<Seen, { task_status: 'succeed' } | { status: 'succeeded' | 'succeed' }> {
  return !!task && outcomeOf(stateOf(task).status) === 'succeeded'
}
