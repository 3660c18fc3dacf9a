import { followSchemas, type Visit } from '../follow-schemas.ts'
import type { Context, Node, Place, Rule } from '../rule.ts'

/**
 * Requests name their values, answers may bring new ones: an `enum` of an answer stands in an `anyOf` beside a plain string, one of a request does not.
 * `openInRequests` lists the request fields that are names of things the service adds without notice.
 */
export const enumDirection: Rule = ({ openInRequests = [] }) => ({
  Paths: {
    Operation: {
      RequestBody: { MediaType: schemaOf(({ schema, place }, report) => closed(schema, place, openInRequests, report)) },
      Response: { MediaType: schemaOf(open) },
    },
  },
  WebhooksMap: { RequestBody: { MediaType: schemaOf(open) } },
})

function schemaOf(check: (visit: Visit, report: Context['report']) => void) {
  return (media: Node, { report, resolve, location }: Context) =>
    followSchemas(media.schema, location.child('schema'), resolve, (visit) => check(visit, report))
}

function open({ schema, place, parent }: Visit, report: Context['report']): void {
  if (!schema.enum || parent?.anyOf?.some(isOpenString)) return
  report({ message: `Answers may bring new values: write anyOf: [{ type: string, enum: [...] }, { type: string }].`, location: place.child('enum').key() })
}

function closed(schema: Node, place: Place, openInRequests: string[], report: Context['report']): void {
  if (!schema.anyOf?.some((branch: Node) => branch.enum) || !schema.anyOf.some(isOpenString)) return
  const field = fieldName(place.pointer)
  if (openInRequests.includes(field) || openInRequests.includes(field.split('.').at(-1)!)) return
  report({
    message: `'${field}' takes any string beside its known values: close the enum, or add the field to openInRequests in spec/lint/redocly.yaml if the service adds names without notice.`,
    location: place.child('anyOf').key(),
  })
}

/** `Component.field` from where it stands. */
function fieldName(pointer: string): string {
  return pointer
    .replace(/^#\/(components\/schemas\/)?/, '')
    .split('/')
    .filter((part) => part !== 'properties' && part !== 'items')
    .join('.')
}

function isOpenString(branch: Node): boolean {
  return [branch.type].flat().includes('string') && !branch.enum && !branch['x-kling-lenient']
}
