import type * as z from 'zod'
import { pathText } from './generated/messages.gen.js'
import { nearestName } from './nearest-name.js'

export interface UnknownMember {
  path: string
  message: string
  /** The known field that is probably meant. */
  suggestion?: string
}

/** A body with more strange members than this is no misspelling; looking for the nearest name of each would only cost time. */
const mostSuggestions = 100

/**
 * Finds the members of a value that its schema does not know. Kling ignores them without a word, so a misspelt field does nothing; each comes back with the known field that is probably meant.
 */
export function unknownMembers(schema: z.ZodType, value: unknown): UnknownMember[] {
  const found: UnknownMember[] = []
  visit(schema, value, [], (path, known) => {
    const suggestion = found.length < mostSuggestions ? suggest(schema, path, known) : undefined
    const at = pathText(path)
    found.push({
      path: at,
      message: `${at} is not a known field and will be ignored${suggestion ? `; did you mean ${suggestion}?` : ''}`,
      ...(suggestion ? { suggestion } : {}),
    })
  })
  return found
}

/** A name known in the same place is nearer than one known elsewhere. */
function suggest(schema: z.ZodType, path: PropertyKey[], known: string[]): string | undefined {
  const name = String(path.at(-1))
  const neighbour = nearestName(name, known)
  if (neighbour) return pathText([...path.slice(0, -1), neighbour])
  const elsewhere = memberPaths(schema)
  return elsewhere.get(nearestName(name, [...elsewhere.keys()]) ?? '')
}

/** What a zod schema says of itself, as far as it matters here. */
interface Definition {
  /** Members of an object. */
  shape?: Record<string, z.ZodType>
  /** What an optional or nullable schema wraps. */
  innerType?: z.ZodType
  /** Items of a list. */
  element?: z.ZodType
  /** Branches of a union. */
  options?: z.ZodType[]
  discriminator?: string
}

const definitionOf = (schema: z.ZodType) => schema._zod.def as unknown as Definition

function visit(schema: z.ZodType, value: unknown, path: PropertyKey[], report: (path: PropertyKey[], known: string[]) => void): void {
  const { innerType, element, options, discriminator, shape } = definitionOf(schema)
  if (innerType) {
    visit(innerType, value, path, report)
  } else if (element && Array.isArray(value)) {
    for (const [index, item] of value.entries()) visit(element, item, [...path, index], report)
  } else if (options) {
    const option = optionFor(options, discriminator, value)
    if (option) visit(option, value, path, report)
  } else if (shape && value !== null && typeof value === 'object' && !Array.isArray(value)) {
    const known = Object.keys(shape)
    for (const [name, member] of Object.entries(value)) {
      if (Object.hasOwn(shape, name)) visit(shape[name]!, member, [...path, name], report)
      else if (known.length > 0) report([...path, name], known)
    }
  }
}

/** The branch that speaks of a value; none where the value fits no branch. */
function optionFor(options: z.ZodType[], discriminator: string | undefined, value: unknown): z.ZodType | undefined {
  if (!discriminator) return options.find((option) => option.safeParse(value).success)
  const chosen = (value as Record<string, unknown> | null | undefined)?.[discriminator]
  return options.find((option) => option._zod.propValues?.[discriminator]?.has(chosen as never))
}

const pathsBySchema = new WeakMap<z.ZodType, Map<string, string>>()

/** Every member name below a schema with the path it stands at; the first place wins. */
function memberPaths(schema: z.ZodType): Map<string, string> {
  let found = pathsBySchema.get(schema)
  if (!found) {
    found = new Map()
    collectPaths(schema, '', found)
    pathsBySchema.set(schema, found)
  }
  return found
}

function collectPaths(schema: z.ZodType, path: string, found: Map<string, string>): void {
  const { innerType, element, options = [], shape = {} } = definitionOf(schema)
  if (innerType) collectPaths(innerType, path, found)
  if (element) collectPaths(element, `${path}[]`, found)
  for (const option of options) collectPaths(option, path, found)
  for (const [name, member] of Object.entries(shape)) {
    const at = path ? `${path}.${name}` : name
    if (!found.has(name)) found.set(name, at)
    collectPaths(member, at, found)
  }
}
