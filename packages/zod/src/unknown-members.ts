import type * as z from 'zod'
import { pathText } from './generated/messages.gen.js'
import { nearestName } from './nearest-name.js'

/**
 * Finds the members of a value that its schema does not know. Kling ignores them without a word, so a misspelt field does nothing; each comes back with the known field that is probably meant.
 */
export function unknownMembers(schema: z.ZodType, value: unknown): { path: string; message: string; suggestion?: string }[] {
  const everywhere = memberPaths(schema)
  const found: { path: string; message: string; suggestion?: string }[] = []
  visit(schema, value, [], (path, known) => {
    const name = String(path.at(-1))
    const suggestion = nearestName(name, known) ?? nearestName(name, [...everywhere.keys()])
    const meant = suggestion && (known.includes(suggestion) ? pathText([...path.slice(0, -1), suggestion]) : everywhere.get(suggestion))
    found.push({
      path: pathText(path),
      message: `${pathText(path)} is not a known field and will be ignored${meant ? `; did you mean ${meant}?` : ''}`,
      ...(meant ? { suggestion: meant } : {}),
    })
  })
  return found
}

type Definition = {
  type: string
  shape?: Record<string, z.ZodType>
  innerType?: z.ZodType
  element?: z.ZodType
  options?: z.ZodType[]
  discriminator?: string
}

const definitionOf = (schema: z.ZodType) => schema._zod.def as unknown as Definition

function visit(schema: z.ZodType, value: unknown, path: PropertyKey[], report: (path: PropertyKey[], known: string[]) => void): void {
  const definition = definitionOf(schema)
  if (definition.innerType) return visit(definition.innerType, value, path, report)
  if (definition.element && Array.isArray(value)) {
    value.forEach((item, index) => visit(definition.element!, item, [...path, index], report))
  } else if (definition.options) {
    const option = optionFor(definition, value)
    if (option) visit(option, value, path, report)
  } else if (definition.shape && value !== null && typeof value === 'object' && !Array.isArray(value)) {
    const known = Object.keys(definition.shape)
    for (const [name, member] of Object.entries(value)) {
      if (Object.hasOwn(definition.shape, name)) visit(definition.shape[name]!, member, [...path, name], report)
      else if (known.length > 0) report([...path, name], known)
    }
  }
}

function optionFor({ options, discriminator }: Definition, value: unknown): z.ZodType | undefined {
  if (!discriminator) return options!.find((option) => option.safeParse(value).success)
  const chosen = (value as Record<string, unknown> | null)?.[discriminator]
  return options!.find((option) => option._zod.propValues?.[discriminator]?.has(chosen as never))
}

/** Every member name below a schema with the path it stands at; the first place wins. */
function memberPaths(schema: z.ZodType, path = '', found = new Map<string, string>()): Map<string, string> {
  const definition = definitionOf(schema)
  if (definition.innerType) return memberPaths(definition.innerType, path, found)
  if (definition.element) return memberPaths(definition.element, `${path}[]`, found)
  for (const option of definition.options ?? []) memberPaths(option, path, found)
  for (const [name, member] of Object.entries(definition.shape ?? {})) {
    const at = path ? `${path}.${name}` : name
    if (!found.has(name)) found.set(name, at)
    memberPaths(member, at, found)
  }
  return found
}
