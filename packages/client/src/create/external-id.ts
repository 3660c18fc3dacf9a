/**
 * Sees to it that a body holds an id of the caller's own: the one that is there, else a random one, recognisable by `klingkit-`. The body given stays as it is.
 *
 * @param path where it stands, `external_task_id` or `options.external_task_id`; undefined where the operation has none
 */
export function withExternalId(body: any, path: string | undefined): { body: object; id: string | undefined } {
  const [name, group] = path?.split('.').reverse() ?? []
  const holder = group ? body?.[group] : body
  // What is no object is for the service to refuse; putting an id in would make a body of it that is taken.
  if (!name || !isHolder(body) || !isHolder(holder)) return { body, id: undefined }
  const given = String(holder?.[name] ?? '')
  // Blank ones stand in most samples of the documentation and mean none.
  if (given.trim()) return { body, id: given }
  const id = `klingkit-${uuid()}`
  const held = { ...holder, [name]: id }
  return { body: group ? { ...body, [group]: held } : held, id }
}

function isHolder(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value))
}

/** `crypto.randomUUID` is missing in pages without TLS, such as those of a mock in the local network. */
function uuid(): string {
  const digits = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
