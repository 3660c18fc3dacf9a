import { retiredModels } from '@klingkit/openapi/runtime'
import type { ContractOperation } from '../document/contract.js'
import { isObject } from '../json/paths.js'

interface Kept {
  externalIds?: boolean | undefined
  callbacks?: boolean | undefined
}

/** Makes bodies of examples fit to be sent: ids of the caller's own are new each time. */
export class FreshIds {
  #count = 0

  constructor(readonly run: string) {}

  next(): string {
    this.#count += 1
    return `kc-${this.run}-${this.#count}`
  }

  /** A copy with new ids of the caller's own, unless `externalIds` keeps them, and without addresses of callbacks, which are nobody's in examples, unless `callbacks` keeps those. */
  freshen(body: unknown, kept: Kept): any {
    if (Array.isArray(body)) return body.map((item) => this.freshen(item, kept))
    if (!isObject(body)) return body
    const members = Object.entries(body).filter(([name]) => kept.callbacks || name !== 'callback_url')
    return Object.fromEntries(members.map(([name, value]) => [name, name === 'external_task_id' ? this.#externalId(value, kept) : this.freshen(value, kept)]))
  }

  #externalId(value: unknown, { externalIds }: Kept): unknown {
    return !externalIds && typeof value === 'string' && value !== '' ? this.next() : value
  }
}

/** The caller's own id in a body, wherever it stands. */
export function externalIdIn(body: unknown): string | undefined {
  if (!isObject(body)) return undefined
  if (typeof body.external_task_id === 'string' && body.external_task_id !== '') return body.external_task_id
  return Object.values(body).map(externalIdIn).find(Boolean)
}

/** Whether a body names, or defaults to, a model that is served: one that is documented and not discontinued. Of the others either answer keeps to the contract. */
export function namesServedModel(operation: ContractOperation, body: unknown): boolean {
  const schema = operation.body?.properties?.model_name
  // Of a gateway's document the default may be another one.
  const model = (isObject(body) && body.model_name) || schema?.default
  if (typeof model !== 'string') return true
  const known = enumOf(schema)
  return !retiredModels[operation.id]?.includes(model) && (known.length === 0 || known.includes(model))
}

function enumOf(schema: any): unknown[] {
  return [...(schema?.enum ?? []), ...(schema?.anyOf ?? []).flatMap(enumOf)]
}
