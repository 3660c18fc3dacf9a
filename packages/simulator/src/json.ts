/**
 * `element_id` is the one number of the API that is longer than a JavaScript number can hold. Inside the simulator it is a string of digits; on the wire of the legacy standard it is an integer.
 * A quote inside a JSON string is escaped, so these expressions never touch a text that only looks like such a member.
 */
const quoted = /"element_id":"(0|[1-9]\d*)"/g
const bare = /("element_id"\s*:\s*)(\d{16,})(?=\s*[,}\]])/g

/** JSON text in which `element_id` stands as a number with all its digits. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value)
  return text.includes('"element_id":"') ? text.replace(quoted, '"element_id":$1') : text
}

/** Parses JSON and keeps every digit of `element_id`: a long one comes back as a string. */
export function fromJson(text: string): unknown {
  return JSON.parse(text.includes('"element_id"') ? text.replace(bare, '$1"$2"') : text)
}

/** A text of its own: a slice of a long one would keep the whole in memory. */
export function shortened(text: string, length: number): string {
  return new TextDecoder().decode(new TextEncoder().encode(text.slice(0, length)))
}
