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

/** Solutions have their own pair of queries. */
export function familyOf(id: OperationId): 'tasks' | 'solutions' {
  return operationOf(id).path.startsWith('/solutions/') ? 'solutions' : 'tasks'
}

/** What kind of thing the tasks of a create make, as the `product_type` filter and packs name it. */
export function productOf(create: Operation): 'video' | 'image' | 'try_on' {
  if (/virtual[-_]try[-_]on/.test(create.path)) return 'try_on'
  return create.task?.results.some((result) => result === 'images' || result === 'image' || result === 'series_images') ? 'image' : 'video'
}
