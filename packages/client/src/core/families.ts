import type { ExactIntegers, Operation, OperationKind, TaskReads } from './operation.js'

/** The operations of one kind of legacy task. */
export interface Family {
  readonly create: Operation
  readonly get: Operation
  readonly list: Operation
}

/** Kinds by their letters in the table. */
const kinds = { s: 'synchronous', a: 'acknowledgement', l: 'list', m: 'query many by id', c: 'cursor list', q: 'query' } as const satisfies Record<
  string,
  OperationKind
>

export type KindLetter = keyof typeof kinds

/** Facts of a create that are not the rule: `-x` no id of the caller's, `-l` no reading by it; and where integers stand. */
export type Exception = '-x' | '-l' | ExactIntegers

/** An operation that stands alone. */
export function single(id: string, path: string, letter: KindLetter): Operation {
  return operation(id, 'lmq'.includes(letter) ? 'GET' : 'POST', path, kinds[letter])
}

/** A legacy task: create, get one by its id below the same path, list with the same path. */
export function legacyTask(noun: string, path: string, seconds: number, ...exceptions: Exception[]): Family {
  const get = operation(`get${noun}`, 'GET', `${path}/{id}`, 'query one')
  const list = operation(`list${noun}`, 'GET', path, 'query list')
  return { create: created(noun, path, 'external_task_id', seconds, { get, list }, exceptions), get, list }
}

/** The reads of all tasks of models, and of all tasks of solutions. */
const tasks = { get: /* @__PURE__ */ single('getTasks', '/tasks', 'm'), list: /* @__PURE__ */ single('listTasks', '/tasks', 'c') }
const solutions = { get: /* @__PURE__ */ single('getSolutions', '/solutions', 'm'), list: /* @__PURE__ */ single('listSolutions', '/solutions', 'c') }

/** A task of the new standard, where all tasks are read at one place. */
export function newTask(noun: string, path: string, seconds: number, ...exceptions: Exception[]): Operation {
  return created(noun, path, 'options.external_task_id', seconds, path.startsWith('/solutions/') ? solutions : tasks, exceptions)
}

function created(noun: string, path: string, externalId: string, seconds: number, reads: Omit<TaskReads, 'byExternalId'>, exceptions: Exception[]): Operation {
  return {
    ...operation(`create${noun}`, 'POST', path, 'async task'),
    externalId: exceptions.includes('-x') ? undefined : externalId,
    integers: exceptions.find((exception) => typeof exception === 'object'),
    reads: { ...reads, byExternalId: !exceptions.includes('-l') },
    seconds,
  }
}

function operation(id: string, method: Operation['method'], path: string, kind: OperationKind): Operation {
  return { id, method, path, standard: path.startsWith('/v1/') ? 'legacy' : path.startsWith('/account/') ? 'account' : 'new', kind }
}
