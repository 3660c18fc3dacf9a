import { createHash } from 'node:crypto'
import type { Example, ExampleSet } from './load-examples.ts'
import { type JsonObject, operationsOf } from './types.ts'

/**
 * Adds the task answers that follow from the succeeded one, where the sources do not write them: a fresh task on create, the four states on a legacy read, a full and an empty page on a legacy list.
 */
export function addAssembledExamples(document: JsonObject, examples: ExampleSet): void {
  const operations = new Map(operationsOf(document).map(({ operation }) => [operation.operationId as string, operation]))
  for (const [operationId, operation] of operations) {
    const task = operation['x-kling-task']
    if (operation['x-kling-kind'] !== 'async task' || !task) continue
    const standard = operation['x-kling-standard']
    if (standard === 'legacy') {
      const succeed = examples.responses[task.get]?.['200']?.succeed
      if (!succeed) throw new Error(`${task.get} needs a response example '200' named 'succeed'; the other states are assembled from it`)
      const record = succeed.value.data
      fill(examples, operationId, { submitted: () => answer(operationId, 'submitted', createdLegacy(record)) })
      fill(examples, task.get, {
        submitted: () => answer(task.get, 'submitted', legacyState(record, 'submitted')),
        processing: () => answer(task.get, 'processing', legacyState(record, 'processing')),
        failed: () => answer(task.get, 'failed', legacyState(record, 'failed')),
      })
      const running = examples.responses[task.get]!['200']!.processing!.value.data
      fill(examples, task.list, {
        page: () => answer(task.list, 'page', [record, { ...running, task_id: next(running.task_id), task_info: {} }]),
        empty: () => answer(task.list, 'empty', []),
      })
    } else {
      const own = Object.values(examples.requests[operationId] ?? {}).find((example) => example.value?.options?.external_task_id)
      fill(examples, operationId, { submitted: () => answer(operationId, 'submitted', createdNew(operationId, own?.value.options.external_task_id)) })
    }
  }
}

function fill(examples: ExampleSet, operationId: string, makers: Record<string, () => any>): void {
  const answers = ((examples.responses[operationId] ??= {})['200'] ??= {})
  const summaries: Record<string, string> = {
    submitted: 'Accepted, not started',
    processing: 'Running',
    failed: 'Failed after acceptance; the reason is in the task, the envelope is a success',
    page: 'A page with a finished and a running task',
    empty: 'No tasks',
  }
  for (const [name, make] of Object.entries(makers)) {
    if (!answers[name]) answers[name] = { summary: summaries[name]!, 'x-kling-origin': 'assembled', value: make() } satisfies Example
  }
}

function createdLegacy(record: JsonObject): JsonObject {
  const external = record.task_info?.external_task_id
  return {
    task_id: record.task_id,
    task_status: 'submitted',
    task_info: external ? { external_task_id: external } : {},
    created_at: record.created_at,
    updated_at: record.created_at,
  }
}

function legacyState(record: JsonObject, status: string): JsonObject {
  const state: JsonObject = {
    task_id: record.task_id,
    task_status: status,
    task_status_msg: status === 'failed' ? 'Failure to pass the risk control system' : '',
    task_info: record.task_info ?? {},
    task_result: {},
  }
  if (record.watermark_info) state.watermark_info = record.watermark_info
  if (status === 'failed') state.final_unit_deduction = '0'
  state.created_at = record.created_at
  state.updated_at = record.created_at + (status === 'submitted' ? 0 : 2000)
  return state
}

/** Another id of the same form. */
function next(id: string): string {
  return String(BigInt(id) + 7n)
}

function createdNew(operationId: string, external?: string): JsonObject {
  return {
    id: `8936059464${numberFrom(operationId)}`,
    status: 'submitted',
    message: '',
    create_time: 1781080778802,
    update_time: 1781080778802,
    ...(external ? { external_id: external } : {}),
  }
}

function answer(operationId: string, name: string, data: unknown): JsonObject {
  return { code: 0, message: 'SUCCEED', request_id: requestId(`${operationId}.${name}`), data }
}

/** A UUID that only depends on its seed, so that the document is the same on every build. */
export function requestId(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function numberFrom(seed: string): string {
  return String(Number.parseInt(createHash('sha256').update(seed).digest('hex').slice(0, 8), 16) % 100000000).padStart(8, '0')
}
