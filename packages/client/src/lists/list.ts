import { call } from '../core/call.js'
import type { Client } from '../core/client.js'
import type { Operation } from '../core/operation.js'
import type { CallOptions } from '../core/options.js'
import { itemsOf } from './items-of.js'

/** Options of a list. */
export interface ListOptions extends CallOptions {
  /** How many items `for await` gives at most. Default: all. Awaiting the list is not limited by it. */
  limit?: number
}

/** A list that is asked for when it is used: awaited, it is the first page as it came; in `for await` it is every item, page after page. */
export interface Listing<Item, Page> extends PromiseLike<Page>, AsyncIterable<Item> {
  catch<Other = never>(onRejected?: ((reason: any) => Other | PromiseLike<Other>) | null): Promise<Page | Other>
  finally(onFinally?: (() => void) | null): Promise<Page>
}

/** Lists things. Nothing is sent before the list is awaited or iterated; both together ask twice. */
export function list<Item, Page>(client: Client, operation: Operation, query: object = {}, options: ListOptions = {}): Listing<Item, Page> {
  const isCursor = operation.kind === 'cursor list'
  const read = (wanted: object) => call<Page>(client, operation, isCursor ? { body: wanted } : { query: wanted }, options)
  let first: Promise<Page> | undefined
  const page = () => (first ??= read(query))
  return {
    then: (onFulfilled, onRejected) => page().then(onFulfilled, onRejected),
    catch: (onRejected) => page().catch(onRejected),
    finally: (onFinally) => page().finally(onFinally),
    [Symbol.asyncIterator]: () => itemsOf(read, isCursor, query, options.limit),
  }
}
