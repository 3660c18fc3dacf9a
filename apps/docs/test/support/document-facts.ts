/** Read straight from the document, by other ways than the reference takes, so that a fact lost on the way is missed. */

type Node = any

/** Names of all members that a schema describes, through references and compositions, but not those that rules merely speak of. */
export function namesIn(schema: Node, document: Node, seen = new Set<Node>()): Set<string> {
  const names = new Set<string>()
  if (!schema || typeof schema !== 'object' || seen.has(schema)) return names
  seen.add(schema)
  if (Array.isArray(schema)) return union(schema.map((part) => namesIn(part, document, seen)))
  if (schema.$ref) return namesIn(targetOf(schema.$ref, document), document, seen)
  if ('x-kling-rule' in schema) return names
  for (const name of Object.keys(schema.properties ?? {})) names.add(name)
  const parts = [
    ...Object.values(schema.properties ?? {}),
    schema.items,
    schema.allOf,
    (schema.anyOf ?? []).filter((branch: Node) => !branch['x-kling-lenient']),
    schema.oneOf,
  ]
  // In a rule without a name, members stand only by the way.
  return union([names, ...parts.filter((part) => part && !isNamelessRule(part)).map((part) => namesIn(part, document, seen))])
}

/** What the extensions under an operation say, as it must stand on its page. */
export function factsToTell(operation: Node, document: Node): string[] {
  const facts = new Set<string>()
  const seen = new Set<Node>()
  const walk = (node: Node): void => {
    if (!node || typeof node !== 'object' || seen.has(node)) return
    seen.add(node)
    if (node.$ref) walk(targetOf(node.$ref, document))
    for (const [key, value] of Object.entries<Node>(node)) {
      if (key === 'examples') continue
      if (key.startsWith('x-')) for (const fact of told(key, value, node)) facts.add(fact)
      // Error answers are told by their table, tolerated slips by a note.
      else if (!/^[45]\d\d$/.test(key) && !value?.['x-kling-lenient']) walk(value)
    }
  }
  walk(operation)
  return [...facts]
}

/** Extension -> what of it is to be read on the page. One that is not listed here fails. */
const tellers: Record<string, (value: Node, schema: Node) => unknown[]> = {
  'x-kling-call': (call) => [`kling.${call}`],
  'x-kling-standard': (standard) => [standard],
  'x-kling-kind': (kind) => [kind],
  'x-kling-status': (status) => (status === 'current' ? [] : [status]),
  'x-kling-first-seen': (date) => [date],
  'x-kling-since': (date) => [`${date}`],
  'x-kling-until': (date) => [date],
  'x-kling-task': ({ get, list, results, product, id, done, adds_seconds }) => [
    get,
    list,
    ...results,
    product,
    id,
    done,
    adds_seconds && `${adds_seconds} s longer`,
  ],
  'x-kling-makes': (makes) => makes.flatMap(({ kind, at, list }: Node) => [kind, at, list]),
  'x-kling-selection': ({ items, group, max_groups, max_items, shown }) => [
    items,
    group,
    max_groups && `at most ${max_groups} of them`,
    max_items && `at most ${max_items}`,
    shown,
  ],
  'x-kling-retired': ({ code, message }) => [code, message],
  'x-kling-query-rules': ({ allOf }) => allOf.map((part: Node) => part['x-kling-rule'].message),
  'x-kling-rule': ({ name, message }) => [name, message],
  'x-kling-rules': (rules) => rules.flatMap(({ name, message }: Node) => [name, message]),
  // A text for a value that this field takes is never sent.
  'x-kling-messages': (messages, schema) =>
    Object.values<Node>(messages)
      .flatMap((message) =>
        typeof message === 'string' ? [message] : Object.entries<Node>(message).flatMap(([value, text]) => (schema.enum?.includes(value) ? [] : [text])),
      )
      .map((text) => text.trim()),
  'x-kling-lenient': () => [],
  'x-kling-media': ({ kind, forms = [], formats = [], max_bytes, max_side_px, max_seconds, resolutions = [] }) => [
    `${kind} as ${forms[0]}`,
    formats.join(', '),
    max_bytes && `at most ${max_bytes / 1024 / 1024} MB`,
    max_side_px && `to ${max_side_px} px`,
    max_seconds && `${max_seconds} s`,
    ...resolutions,
  ],
  'x-kling-reference': ({ from, max_age_days, catalogue, language }) => [from, max_age_days && `at most ${max_age_days} day`, catalogue, language],
  'x-kling-models': (models) => models,
  'x-kling-spoken': () => ['This text is spoken'],
  'x-kling-unit': (unit) => [unit],
  'x-kling-range': (range) => [range.join(' to ')],
  'x-kling-origin': () => [],
}

function told(key: string, value: Node, schema: Node): string[] {
  const teller = tellers[key]
  if (!teller) throw new Error(`${key} is new: show it in src/reference and list it here`)
  return teller(value, schema)
    .filter((fact) => fact !== undefined)
    .map((fact) => String(fact).toLowerCase())
}

function targetOf(reference: string, document: Node): Node {
  return reference
    .slice(2)
    .split('/')
    .reduce((at, name) => at[name], document)
}

function isNamelessRule(part: Node): boolean {
  return (
    !part.$ref &&
    part.type === undefined &&
    !part.description &&
    !part.allOf &&
    !part.anyOf &&
    !part.oneOf &&
    !part.items &&
    !Array.isArray(part) &&
    part.required &&
    part.properties
  )
}

function union(sets: Set<string>[]): Set<string> {
  return new Set(sets.flatMap((set) => [...set]))
}
