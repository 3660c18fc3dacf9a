/**
 * Whether a schema only says when a rule applies, or what it asks for. Such a schema speaks of fields that are described elsewhere.
 * It has no type of its own, or stands below one of the conditional keywords.
 */
export function isCondition(schema: Record<string, any>, pointer: string): boolean {
  if (![schema.type].flat().includes('object')) return true
  // A field may bear the name of a keyword.
  const keywords = pointer.replace(/\/properties\/[^/]+/g, '')
  return /\/(if|then|else|not|contains|when)(\/|$)/.test(keywords)
}
