/** What a condition of the price table says, as one reads it; the names of facts are those that begin with `has_`. */
export function conditionText(condition: string, wanted: unknown): string {
  if (!condition.startsWith('has_')) return `${condition}: ${[wanted].flat().join(' or ')}`
  return `${wanted === true ? 'with' : 'without'} ${factText(condition)}`
}

/** `has_base_video` -> `base video`. */
export function factText(fact: string): string {
  return fact.replace(/^has_/, '').replaceAll('_', ' ')
}
