/**
 * What an element's id is to a caller of the client: in answers always text, because the client reads it so; in requests text, a bigint or a number.
 *
 * @param view the document as the TypeScript generator sees it; changed in place
 */
export function splitElementIds(view: any): void {
  const { schemas } = view.components
  if (!schemas.ElementId) return
  const asked = reachable(
    schemas,
    operationsOf(view).map(({ requestBody }) => requestBody),
  )
  const answered = reachable(
    schemas,
    operationsOf(view).map(({ responses }) => responses),
  )
  const { description } = schemas.ElementId
  schemas.GivenElementId = {
    description: `${description} A bigint and a number that is exact are taken too.`,
    anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'string', format: 'bigint', 'x-kling-bigint': true }],
  }
  schemas.ElementId = { type: 'string', description: 'Id of an element: its digits, 18 or fewer.' }
  for (const name of asked) {
    if (name === 'ElementId') continue
    const text = JSON.stringify(schemas[name])
    if (!text.includes('"#/components/schemas/ElementId"')) continue
    if (answered.has(name)) throw new Error(`${name} holds an ElementId and is part of requests and of answers; make two components of it`)
    schemas[name] = JSON.parse(text.replaceAll('"#/components/schemas/ElementId"', '"#/components/schemas/GivenElementId"'))
  }
}

function operationsOf(view: any): any[] {
  return Object.values<any>(view.paths).flatMap((item) => Object.values<any>(item))
}

/** Names of the components that something refers to, directly or not. */
function reachable(schemas: Record<string, unknown>, from: unknown): Set<string> {
  const names = new Set<string>()
  const look = (value: unknown): void => {
    for (const [, name] of JSON.stringify(value ?? null).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (names.has(name!)) continue
      names.add(name!)
      look(schemas[name!])
    }
  }
  look(from)
  return names
}
