/**
 * Sees to it that a body holds an id of the caller's own: the one that is there, else a random one, recognisable by `klingkit-`. The body given stays as it is.
 *
 * @param path where it stands, `external_task_id` or `options.external_task_id`; undefined where the operation has none
 * @returns without an id where there is no place for one; `crypto.randomUUID` would be missing in pages without TLS, such as those of a mock in the local network
 */
export function withExternalId(body: any, path: string | undefined): { body: object; id?: string } {
  const [name, group] = path?.split('.').reverse() ?? []
  const holder = group ? body?.[group] : body
  // What is no object is for the service to refuse; putting an id in would make a body of it that is taken.
  if (!name || [body, holder].some((value) => value === null || Array.isArray(value) || !/^(object|undefined)$/.test(typeof value))) return { body }
  const given = String(holder?.[name] ?? '')
  // Blank ones stand in most samples of the documentation and mean none.
  if (given.trim()) return { body, id: given }
  const id = `klingkit-${crypto.getRandomValues(new Uint32Array(3)).join('-')}`
  const held = { ...holder, [name]: id }
  return { body: group ? { ...body, [group]: held } : held, id }
}
