import { type Operation, type OperationId, operations } from '@klingkit/openapi/runtime'

const byId = new Map<string, Operation>(operations.map((operation) => [operation.id, operation]))

export function operationOf(id: string): Operation {
  const operation = byId.get(id)
  if (!operation) throw new TypeError(`klingkit: there is no operation '${id}'`)
  return operation
}

/** The create whose tasks a legacy read or list shows. */
export const createOfRead: ReadonlyMap<OperationId, Operation> = new Map(
  operations
    .filter(({ standard, task }) => standard === 'legacy' && task)
    .flatMap((create) => [create.task?.get, create.task?.list].filter((id) => id !== undefined).map((id) => [id, create] as const)),
)

/** The synchronous operation whose things a list shows. */
export const makerOfList: ReadonlyMap<OperationId, Operation> = new Map(
  operations.flatMap((maker) => (maker.makes ?? []).filter(({ list }) => list !== undefined).map(({ list }) => [list!, maker] as const)),
)

export type Family = 'tasks' | 'solutions'

const families = new Map<string, Family>(
  operations.flatMap((create): [string, Family][] => {
    if (!create.task) return []
    // New-standard tasks are read at /tasks or at /solutions; legacy tasks are shown by /tasks too.
    const family = create.standard === 'new' && operationOf(create.task.get ?? '').path === '/solutions' ? 'solutions' : 'tasks'
    return [[create.id, family], ...[create.task.get, create.task.list].filter((id) => id !== undefined).map((id): [string, Family] => [id, family])]
  }),
)

/** Solutions have their own pair of queries. Known for creates and for the operations that read their tasks. */
export function familyOf(id: OperationId): Family {
  return families.get(id) ?? 'tasks'
}

const pictures = new Set(['images', 'image', 'series_images'])

/** What kind of thing the tasks of a create make, as the `product_type` filter names it. */
export function productOf(create: Operation): 'video' | 'image' | 'try_on' {
  return create.task?.product ?? (create.task?.results.some((result) => pictures.has(result)) ? 'image' : 'video')
}

/** The model of a call: named in the body, or the last segment of a new-standard path. */
export function modelOf(create: Operation, body: Record<string, any> | undefined): string | undefined {
  const named = body?.model_name
  if (typeof named === 'string' && named !== '') return named
  return create.standard === 'new' && create.kind === 'async task' && familyOf(create.id) === 'tasks'
    ? create.path.slice(create.path.lastIndexOf('/') + 1)
    : undefined
}
