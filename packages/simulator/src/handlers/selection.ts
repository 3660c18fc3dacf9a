import type { SelectionFacts } from '@klingkit/openapi/runtime'
import { isObject, setAt, textOf, valueAt } from '../body-paths.js'
import type { Library } from '../library.js'
import type { Source } from '../references.js'

/** group -> what is marked in it */
type Marks = Record<string, Record<string, unknown>[]>

/** Marks things in a session, or takes marks back; the answer shows what is marked afterwards. Tells why not, when there would be too many. */
export async function changeSelection(
  library: Library,
  facts: SelectionFacts,
  session: Source,
  body: Record<string, any>,
  data: Record<string, any>,
): Promise<string | undefined> {
  // A session of the documentation comes to life when it is used first.
  const thing = session.thing ?? (await library.make('session', {}, session.id))
  const marks: Marks = facts.change === 'clear' ? {} : structuredClone(thing.content.marks ?? {})
  const { items, group } = facts
  if (items && group) {
    const place = textOf(valueAt(body, group))
    const given: Record<string, unknown>[] = Array.isArray(body[items]) ? body[items] : []
    const before = marks[place] ?? []
    const after =
      facts.change === 'add'
        ? [...before, ...given.filter((item) => !before.some((mark) => isSame(mark, item)))]
        : before.filter((mark) => !given.some((item) => isSame(mark, item)))
    if (after.length > (facts.max_items ?? Number.POSITIVE_INFINITY)) return `${items}: at most ${facts.max_items} per ${group}`
    if (after.length > 0) marks[place] = after
    else delete marks[place]
    if (Object.keys(marks).length > (facts.max_groups ?? Number.POSITIVE_INFINITY)) return `${group}: at most ${facts.max_groups} in one session`
    if (facts.shown) show(data, facts.shown, after.length)
  }
  await library.change({ ...thing, content: { ...thing.content, marks } })
  return undefined
}

/** One entry per mark, after the documented one, numbered from 0. */
function show(data: Record<string, any>, path: string, count: number): void {
  const documented = valueAt(data, path)
  const first: unknown = Array.isArray(documented) ? documented[0] : undefined
  setAt(
    data,
    path,
    Array.from({ length: count }, (_, index) => (isObject(first) ? { ...first, object_id: index } : { object_id: index })),
  )
}

function isSame(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  return Object.keys(b).every((key) => a[key] === b[key])
}
