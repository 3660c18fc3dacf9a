import { type Direction, levelOf, type Note } from './turn.js'

/** Rules that JSON Schema cannot say, by their names. */
export function ruleChanges(old: Record<string, any>, young: Record<string, any>, at: string, direction: Direction): Note[] {
  const [before, after] = [byName(old), byName(young)]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name): Note[] => {
    const [was, is] = [before.get(name), after.get(name)]
    if (was === undefined) return [{ level: levelOf('narrower', direction), at, message: `has the new rule '${name}'` }]
    if (is === undefined) return [{ level: levelOf('wider', direction), at, message: `lost the rule '${name}'` }]
    if (was.text !== is.text) return [{ level: 'breaking', at, message: `the rule '${name}' has changed` }]
    return was.message === is.message ? [] : [{ level: 'documentation', at, message: `the rule '${name}' has another message` }]
  })
}

function byName(schema: Record<string, any>): Map<string, { text: string; message: string }> {
  const rules: Record<string, any>[] = Array.isArray(schema['x-kling-rules']) ? schema['x-kling-rules'] : []
  return new Map(rules.map(({ name, message, at: _at, ...rest }) => [name, { text: JSON.stringify(rest), message }]))
}
