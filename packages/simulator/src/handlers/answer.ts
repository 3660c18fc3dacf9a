import type { Operation } from '@klingkit/openapi/runtime'
import { type Outcome, refusal, success } from '../envelope.js'
import { errorOf } from '../error-texts.js'
import type { Trouble } from '../trouble/trouble.js'
import { ledgerPage, packsAnswer } from './account.js'
import type { Call } from './call.js'
import { create } from './create.js'
import type { HandlerParts } from './handler-parts.js'
import { deletion, libraryList } from './library-calls.js'
import { readMany, readOne, readPage } from './reads.js'
import { synchronous } from './synchronous.js'
import { cursorPage } from './task-lists.js'

/** What an operation answers. Its kind and its links come from the document; nothing is listed per endpoint. */
export function answer(parts: HandlerParts, operation: Operation, call: Call, trouble: Trouble): Outcome | Promise<Outcome> {
  const { ids, clock, tasks } = parts
  switch (operation.kind) {
    case 'async task':
      return create(parts, operation, call, trouble)
    case 'query one':
      return readOne(parts, operation, call)
    case 'query list':
      return readPage(parts, operation, call)
    case 'query many by id':
      return readMany(parts, operation, call)
    case 'synchronous':
      return synchronous(parts, operation, call)
    case 'acknowledgement':
      return deletion(parts, operation, call)
    case 'list':
      return libraryList(parts, operation, call)
    case 'query':
      tasks.settle(clock.now())
      return success(ids.request(), packsAnswer(parts, call))
    case 'cursor list':
      if (operation.standard === 'account') tasks.settle(clock.now())
      return pageAnswer(parts, operation, call)
  }
}

async function pageAnswer(parts: HandlerParts, operation: Operation, { body }: Call): Promise<Outcome> {
  const page = operation.standard === 'account' ? ledgerPage : cursorPage
  return success(parts.ids.request(), await page(parts, operation, body))
}

/** What an operation that is gone answers to everything. */
export function retirement(parts: HandlerParts, { retired }: Operation): Outcome | undefined {
  return retired && refusal(parts.ids.request(), errorOf(retired.code).http, retired.code, retired.message)
}
