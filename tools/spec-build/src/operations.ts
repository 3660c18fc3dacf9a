import { type JsonObject, operationsOf } from './types.ts'

/** The table of operations from which client, mock and pages are derived. */
export function operationTable(document: JsonObject): JsonObject[] {
  return operationsOf(document).map(({ path, method, operation }) => ({
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    call: operation['x-kling-call'],
    standard: operation['x-kling-standard'],
    kind: operation['x-kling-kind'],
    status: operation['x-kling-status'],
    tag: operation.tags[0],
    summary: operation.summary,
    ...(operation['x-kling-since'] ? { since: operation['x-kling-since'] } : {}),
    ...(operation['x-kling-first-seen'] ? { firstSeen: operation['x-kling-first-seen'] } : {}),
    ...(operation['x-kling-until'] ? { until: operation['x-kling-until'] } : {}),
    ...(operation['x-kling-task'] ? { task: operation['x-kling-task'] } : {}),
    ...(operation['x-kling-makes'] ? { makes: operation['x-kling-makes'] } : {}),
    ...(operation['x-kling-selection'] ? { selection: operation['x-kling-selection'] } : {}),
    ...(operation['x-kling-retired'] ? { retired: operation['x-kling-retired'] } : {}),
    ...(operation['x-kling-evidence'] === 'inferred' ? { inferred: true } : {}),
    ...(operation.externalDocs?.url ? { source: operation.externalDocs.url } : {}),
  }))
}
