type Json = Record<string, any>

/** Whether a value certainly has no member that its schema does not know; `false` means that somebody should look closely. */
export type KnownMembers = (value: unknown) => boolean

const fine: KnownMembers = () => true

/**
 * A quick look for members that a schema does not know, compiled once. Where branches of a choice differ and nothing tells which one is meant, only what all of them know counts as known.
 */
export function knownMembersOf(document: Json, schema: Json): KnownMembers {
  const done = new Map<Json, KnownMembers>()
  const compile = (given: Json): KnownMembers => {
    const target = resolved(document, given)
    const before = done.get(target)
    if (before) return before
    // A schema that holds itself finds this while it is being compiled.
    let own: KnownMembers = fine
    done.set(target, (value) => own(value))
    own = build(target)
    done.set(target, own)
    return own
  }
  const build = (target: Json): KnownMembers => {
    const parts: KnownMembers[] = []
    const members = membersOf(document, target)
    if (members.size > 0) parts.push(objectCheck(new Map([...members].map(([name, member]) => [name, compile(member)]))))
    if (target.items) parts.push(listCheck(compile(target.items)))
    const branches: Json[] = target.oneOf ?? target.anyOf ?? []
    // Branches beside members are rules about those.
    if (members.size === 0 && branches.length > 0) parts.push(choice(target.discriminator?.propertyName, branches))
    const [first = fine] = parts
    return parts.length <= 1 ? first : (value) => parts.every((part) => part(value))
  }
  const choice = (discriminator: string | undefined, branches: Json[]): KnownMembers => {
    if (discriminator === undefined) {
      const all = branches.map(compile).filter((branch) => branch !== fine)
      return all.length === 0 ? fine : (value) => all.every((branch) => branch(value))
    }
    const byValue = new Map<unknown, KnownMembers>()
    for (const branch of branches) {
      const tag = resolved(document, membersOf(document, resolved(document, branch)).get(discriminator) ?? {})
      for (const value of tag.enum ?? [tag.const]) byValue.set(value, compile(branch))
    }
    return (value) => byValue.get((value as Json | null)?.[discriminator])?.(value) ?? true
  }
  return compile(schema)
}

function objectCheck(members: Map<string, KnownMembers>): KnownMembers {
  return (value) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return true
    for (const name of Object.keys(value)) {
      const member = members.get(name)
      if (member === undefined || (member !== fine && !member((value as Json)[name]))) return false
    }
    return true
  }
}

function listCheck(item: KnownMembers): KnownMembers {
  return item === fine ? fine : (value) => !Array.isArray(value) || value.every(item)
}

/** Own properties and those of the parts a schema is put together from. */
function membersOf(document: Json, schema: Json): Map<string, Json> {
  const members = new Map<string, Json>()
  for (const part of schema.allOf ?? []) {
    if (part.$ref || part.type === 'object') for (const [name, member] of membersOf(document, resolved(document, part))) members.set(name, member)
  }
  for (const [name, member] of Object.entries<Json>(schema.properties ?? {})) members.set(name, member)
  return members
}

function resolved(document: Json, given: Json): Json {
  let current = given
  while (typeof current.$ref === 'string')
    current = current.$ref
      .slice(2)
      .split('/')
      .reduce((node: Json, part: string) => node[part], document)
  return current
}
