import type { ExampleSet } from './load-examples.ts'
import { eightDigits, neighbourOf, requestId } from './stable-ids.ts'
import { type JsonObject, operationsOf } from './types.ts'

/**
 * Adds the task answers that follow from the succeeded one, where the sources do not write them:
 * a fresh task on create, the four states on a legacy read, a full and an empty page on a legacy list.
 */
export function addAssembledExamples(document: JsonObject, examples: ExampleSet): void {
  for (const { operation } of operationsOf(document)) {
    if (operation['x-kling-kind'] !== 'async task' || !operation['x-kling-task']) continue
    if (operation['x-kling-standard'] === 'legacy') addLegacy(operation, examples)
    else addNew(operation.operationId, examples)
  }
}

function addLegacy(operation: JsonObject, examples: ExampleSet): void {
  const { get, list } = operation['x-kling-task']
  // A gateway that does not relay the read shows its own answers.
  if (get === undefined) return
  const succeed = examples.responses[get]?.['200']?.succeed
  if (!succeed) throw new Error(`${get} needs a response example '200' named 'succeed' in examples/responses.yaml; the other states are assembled from it`)
  const record = succeed.value.data
  fill(examples, operation.operationId, 'submitted', () => createdLegacy(record))
  for (const state of ['submitted', 'processing', 'failed'] as const) fill(examples, get, state, () => legacyState(record, state))
  const running = examples.responses[get]!['200']!.processing!.value.data
  fill(examples, list, 'page', () => [record, { ...running, task_id: neighbourOf(running.task_id), task_info: {} }])
  fill(examples, list, 'empty', () => [])
}

function addNew(operationId: string, examples: ExampleSet): void {
  const named = Object.values(examples.requests[operationId] ?? {}).find((example) => example.value?.options?.external_task_id)
  fill(examples, operationId, 'submitted', () => createdNew(operationId, named?.value.options.external_task_id))
}

const summaries = {
  submitted: 'Accepted, not started',
  processing: 'Running',
  failed: 'Failed after acceptance; the reason is in the task, the envelope is a success',
  page: 'A page with a finished and a running task',
  empty: 'No tasks',
}

/** Adds the example unless the sources have one of that name. A gateway may not relay the list: then there is none to fill. */
function fill(examples: ExampleSet, operationId: string | undefined, name: keyof typeof summaries, makeData: () => unknown): void {
  if (operationId === undefined) return
  examples.responses[operationId] ??= {}
  examples.responses[operationId]['200'] ??= {}
  examples.responses[operationId]['200'][name] ??= {
    summary: summaries[name],
    'x-kling-origin': 'assembled',
    value: { code: 0, message: 'SUCCEED', request_id: requestId(`${operationId}.${name}`), data: makeData() },
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

function legacyState(record: JsonObject, status: 'submitted' | 'processing' | 'failed'): JsonObject {
  return {
    task_id: record.task_id,
    task_status: status,
    task_status_msg: status === 'failed' ? 'Failure to pass the risk control system' : '',
    task_info: record.task_info ?? {},
    task_result: {},
    ...(record.watermark_info ? { watermark_info: record.watermark_info } : {}),
    ...(status === 'failed' ? { final_unit_deduction: '0' } : {}),
    created_at: record.created_at,
    updated_at: record.created_at + (status === 'submitted' ? 0 : 2000),
  }
}

function createdNew(operationId: string, external?: string): JsonObject {
  return {
    id: `8936059464${eightDigits(operationId)}`,
    status: 'submitted',
    message: '',
    create_time: 1781080778802,
    update_time: 1781080778802,
    ...(external ? { external_id: external } : {}),
  }
}
