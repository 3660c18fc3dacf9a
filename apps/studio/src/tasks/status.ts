import type { StudioTask, TaskState } from '../control/types.ts'

/** What a task is at a moment of the mock's clock. */
export function statusAt({ states }: Pick<StudioTask, 'states'>, now: number): TaskState {
  let current = states[0]!
  for (const state of states) if (state.updatedAt <= now) current = state
  return current
}

/** Both standards have a word of their own for success. */
export function isEnded(status: string): boolean {
  return status.startsWith('succeed') || status === 'failed'
}

/** When a task ends by its record; undefined where only reads, or somebody who steps in, end it. */
export function endOf({ states }: Pick<StudioTask, 'states'>): number | undefined {
  const last = states.at(-1)!
  return isEnded(last.status) && isSoon(last, states[0]!) ? last.updatedAt : undefined
}

/** Whether a state ever comes: tasks of a seed that stay as they are have an end in thousands of years. */
export function isSoon({ updatedAt }: TaskState, first: TaskState): boolean {
  return updatedAt - first.updatedAt < 365 * 86_400_000
}

/** What the caller asked to see, wherever the standard has it. */
export function promptOf(body: Record<string, any>): string {
  if (typeof body['prompt'] === 'string' && body['prompt'] !== '') return body['prompt']
  const contents: any[] = Array.isArray(body['contents']) ? body['contents'] : []
  const item = contents.find((content) => typeof content?.text === 'string')
  return item?.text ?? body['multi_prompt']?.[0]?.prompt ?? body['text'] ?? body['element_name'] ?? body['voice_name'] ?? ''
}
