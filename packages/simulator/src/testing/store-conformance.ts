import type { TaskStore, Thing } from '../ports.js'
import type { TaskRecord } from '../tasks/task-record.js'
import { type ConformanceCase, equal } from './expectations.js'

/**
 * What every store must do. Each case gets a store of its own, which is empty.
 *
 * @example
 * for (const { name, run } of storeConformance(() => new MyStore())) test(name, run)
 */
export function storeConformance(makeStore: () => TaskStore | Promise<TaskStore>): ConformanceCase[] {
  const aCase = (name: string, check: (store: TaskStore) => Promise<void>): ConformanceCase => ({ name, run: async () => check(await makeStore()) })
  return [...taskCases, ...listCases, ...thingCases].map(([name, check]) => aCase(name, check))
}

type Check = [name: string, check: (store: TaskStore) => Promise<void>]

const forever = Number.POSITIVE_INFINITY

/** A task as the simulator hands it in. */
function task(sequence: number, changes: Partial<TaskRecord> = {}): TaskRecord {
  return {
    id: `8500000000000${10_000 + sequence}`,
    sequence,
    operation: 'createText2Video',
    createdAt: 1000 + sequence,
    body: { prompt: 'a fox', list: [1, null, { a: true }] },
    queueTime: 500,
    totalTime: 2000,
    cost: { units: 3, package: 'video' },
    resultId: `9500000000000${10_000 + sequence}`,
    ...changes,
  }
}

async function fill(store: TaskStore, tasks: TaskRecord[]): Promise<void> {
  for (const each of tasks) equal(await store.add(each), true, `adding task ${each.sequence}`)
}

const sequences = (tasks: TaskRecord[]) => tasks.map(({ sequence }) => sequence)

const taskCases: Check[] = [
  [
    'keeps tasks and finds them by any of their ids',
    async (store) => {
      await fill(store, [task(1, { externalId: 'order-1' }), task(2), task(3, { resultId: undefined })])
      equal(await store.count(), 3, 'the number of tasks')
      equal(await store.get(task(2).id), task(2), 'a task by its id')
      equal(await store.byExternalId('order-1'), task(1, { externalId: 'order-1' }), 'a task by its external id')
      equal(await store.byResultId(task(2).resultId!), task(2), 'a task by its result id')
    },
  ],
  [
    'finds nothing by ids that are not there',
    async (store) => {
      await fill(store, [task(1, { externalId: 'order-1' })])
      for (const id of ['1', 'order-1', task(1).resultId!, 'constructor', '__proto__', '']) equal(await store.get(id), undefined, `a task by the id '${id}'`)
      for (const id of [task(1).id, 'order-2', 'toString']) equal(await store.byExternalId(id), undefined, `a task by the external id '${id}'`)
      for (const id of [task(1).id, 'order-1', 'undefined']) equal(await store.byResultId(id), undefined, `a task by the result id '${id}'`)
    },
  ],
  [
    'refuses a second task of the same external id, and keeps the first',
    async (store) => {
      await fill(store, [task(1, { externalId: 'order-1' })])
      equal(await store.add(task(2, { externalId: 'order-1' })), false, 'adding a task whose external id is taken')
      equal(await store.count(), 1, 'the number of tasks')
      equal(await store.get(task(2).id), undefined, 'the refused task')
      equal(sequences(await store.list({ family: 'tasks', limit: forever })), [1], 'the list')
      equal((await store.byExternalId('order-1'))?.sequence, 1, 'the task of the external id')
    },
  ],
  [
    'refuses it also when both are added at once',
    async (store) => {
      const added = await Promise.all([store.add(task(1, { externalId: 'order-1' })), store.add(task(2, { externalId: 'order-1' }))])
      equal(added.filter(Boolean).length, 1, 'how many of two were taken')
      equal(await store.count(), 1, 'the number of tasks')
    },
  ],
  [
    'shows what was changed once it is updated',
    async (store) => {
      await fill(store, [task(1, { counted: { needed: 3, seen: 0 } })])
      const changed: TaskRecord = {
        ...(await store.get(task(1).id))!,
        counted: { needed: 3, seen: 1, firstAt: 5 },
        interventions: [{ at: 7, kind: 'fail', reason: 'x' }],
      }
      const kept = (await store.get(task(1).id))!
      Object.assign(kept, changed)
      await store.update(kept)
      equal(await store.get(task(1).id), changed, 'the task by its id')
      equal(await store.byResultId(task(1).resultId!), changed, 'the task by its result id')
      equal(await store.list({ family: 'tasks', limit: 1 }), [changed], 'the list')
      equal(await store.page('createText2Video', 0, 1, forever), [changed], 'the page')
    },
  ],
  [
    'forgets everything when it is cleared',
    async (store) => {
      await fill(store, [task(1, { externalId: 'order-1' })])
      await store.keep({ kind: 'session', id: 's', madeAt: 1, content: {} })
      await store.clear()
      equal(await store.count(), 0, 'the number of tasks')
      equal(await store.list({ family: 'tasks', limit: forever }), [], 'the list')
      equal(await store.page('createText2Video', 0, 10, forever), [], 'the page')
      equal(await store.byExternalId('order-1'), undefined, 'the external id')
      equal(await store.byResultId(task(1).resultId!), undefined, 'the result id')
      equal(await store.things('session'), [], 'the things')
      equal(await store.add(task(1, { externalId: 'order-1' })), true, 'adding it again')
    },
  ],
]

const listCases: Check[] = [
  [
    'lists the newest first: by creation, then by sequence, whatever the order they came in',
    async (store) => {
      await fill(store, [
        task(1, { createdAt: 10 }),
        task(2, { createdAt: 30 }),
        task(3, { createdAt: 20 }),
        task(4, { createdAt: 20 }),
        task(5, { createdAt: 5 }),
      ])
      equal(sequences(await store.list({ family: 'tasks', limit: forever })), [2, 4, 3, 1, 5], 'the list')
      equal(sequences(await store.page('createText2Video', 0, 10, forever)), [2, 4, 3, 1, 5], 'the page')
    },
  ],
  [
    'keeps solutions apart from all other tasks',
    async (store) => {
      await fill(store, [task(1), task(2, { operation: 'createGoodsStudio' }), task(3, { operation: 'createTextToVideoKling30' })])
      equal(sequences(await store.list({ family: 'tasks', limit: forever })), [3, 1], 'the tasks')
      equal(sequences(await store.list({ family: 'solutions', limit: forever })), [2], 'the solutions')
    },
  ],
  [
    'goes on after a task, which itself does not come again',
    async (store) => {
      await fill(
        store,
        [1, 2, 3, 4].map((sequence) => task(sequence, { createdAt: sequence < 3 ? 10 : 20 })),
      )
      const after = (createdAt: number, sequence: number) => store.list({ family: 'tasks', after: { createdAt, sequence }, limit: forever })
      equal(sequences(await after(20, 4)), [3, 2, 1], 'after the first')
      equal(sequences(await after(20, 3)), [2, 1], 'after the second')
      equal(sequences(await after(10, 1)), [], 'after the last')
      await fill(store, [task(5, { createdAt: 20 }), task(6, { createdAt: 15 })])
      equal(sequences(await after(20, 4)), [3, 6, 2, 1], 'after the first, with tasks created meanwhile')
    },
  ],
  [
    'lists a time, both ends included, and no more than asked for',
    async (store) => {
      await fill(
        store,
        [1, 2, 3, 4, 5].map((sequence) => task(sequence, { createdAt: sequence * 10 })),
      )
      const between = (from: number | undefined, to: number | undefined, limit = forever) => store.list({ family: 'tasks', from, to, limit })
      equal(sequences(await between(20, 40)), [4, 3, 2], 'from 20 to 40')
      equal(sequences(await between(21, 39)), [3], 'from 21 to 39')
      equal(sequences(await between(undefined, 20)), [2, 1], 'to 20')
      equal(sequences(await between(50, undefined)), [5], 'from 50')
      equal(sequences(await between(undefined, undefined, 2)), [5, 4], 'two of all')
      equal(sequences(await between(undefined, 30, 2)), [3, 2], 'two up to 30')
    },
  ],
  [
    'counts only tasks that match against the limit',
    async (store) => {
      await fill(
        store,
        [1, 2, 3, 4, 5, 6].map((sequence) => task(sequence)),
      )
      const matches = ({ sequence }: TaskRecord) => sequence % 2 === 0
      equal(sequences(await store.list({ family: 'tasks', limit: 2, matches })), [6, 4], 'two even ones')
      equal(sequences(await store.list({ family: 'tasks', limit: 9, matches, from: 1003, to: 1005 })), [4], 'even ones of a time')
    },
  ],
  [
    'cuts the tasks of one operation into pages; later ones do not count',
    async (store) => {
      await fill(store, [task(1), task(2, { operation: 'createImage2Video' }), task(3), task(4), task(5)])
      equal(sequences(await store.page('createText2Video', 0, 2, forever)), [5, 4], 'the first page')
      equal(sequences(await store.page('createText2Video', 2, 2, forever)), [3, 1], 'the second page')
      equal(sequences(await store.page('createText2Video', 3, 2, forever)), [1], 'a page that is not full')
      equal(sequences(await store.page('createText2Video', 4, 2, forever)), [], 'a page behind the end')
      equal(sequences(await store.page('createText2Video', 0, 2, 1004)), [4, 3], 'the first page of an earlier time')
      equal(sequences(await store.page('createAvatar', 0, 2, forever)), [], 'a page of nothing')
    },
  ],
]

function thing(id: string, madeAt: number, content: Record<string, unknown> = {}): Thing {
  return { kind: 'session', id, madeAt, content }
}

const thingCases: Check[] = [
  [
    'keeps things by kind and id, the last word counts',
    async (store) => {
      await store.keep(thing('a', 1, { faces: ['0'] }))
      await store.keep({ ...thing('a', 1), kind: 'audio' })
      await store.keep(thing('b', 2))
      await store.keep(thing('a', 1, { faces: ['0', '1'] }))
      equal(await store.thing('session', 'a'), thing('a', 1, { faces: ['0', '1'] }), 'a thing')
      equal(await store.thing('element', 'a'), undefined, 'a thing of another kind')
      equal(await store.thing('session', 'constructor'), undefined, 'a thing that is not there')
      equal(
        (await store.things('session')).map(({ id }) => id),
        ['a', 'b'],
        'the things of a kind, in the order they were first kept',
      )
      equal(await store.things('element'), [], 'the things of a kind without any')
      equal(await store.count(), 0, 'things are no tasks')
    },
  ],
  [
    'drops the old ones of a kind',
    async (store) => {
      for (const [index, id] of ['a', 'b', 'c'].entries()) await store.keep(thing(id, index))
      await store.keep({ ...thing('a', 0), kind: 'audio' })
      await store.drop('session', 1)
      equal(
        (await store.things('session')).map(({ id }) => id),
        ['b', 'c'],
        'what is left',
      )
      equal((await store.things('audio')).length, 1, 'another kind')
      await store.drop('element', 10)
    },
  ],
]
