const single = ['items', 'not', 'if', 'then', 'else', 'contains'] as const
const lists = ['allOf', 'anyOf', 'oneOf'] as const

/** The schemas directly below a schema, each with the path that leads to it. References are not followed. */
export function subschemas(schema: Record<string, any>): { path: (string | number)[]; schema: any }[] {
  return [
    ...Object.entries(schema.properties ?? {}).map(([name, member]) => ({ path: ['properties', name], schema: member })),
    ...single.filter((key) => schema[key] !== undefined).map((key) => ({ path: [key], schema: schema[key] })),
    ...lists.flatMap((key) => ((schema[key] ?? []) as unknown[]).map((member, index) => ({ path: [key, index], schema: member }))),
  ]
}
