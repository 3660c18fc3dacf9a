/** A value of the data as one line. */
export function valueText(value: unknown): string {
  if (value === true) return 'yes'
  if (value === false) return 'no'
  if (value === undefined) return 'not told'
  if (Array.isArray(value)) return value.map(valueText).join(', ') || 'none'
  if (typeof value !== 'object' || value === null) return String(value)
  const members = Object.entries(value)
  return members.length === 0
    ? '{}'
    : members
        .map(
          ([name, inner]) =>
            `${name}: ${typeof inner === 'object' && inner !== null && !Array.isArray(inner) && Object.keys(inner).length > 0 ? `(${valueText(inner)})` : valueText(inner)}`,
        )
        .join('; ')
}
