import { lintObject } from '../../src/lint.ts'
import type { JsonObject } from '../../src/types.ts'
import { smallDocument } from '../small-document.ts'

/** What one rule says of the small document after a change, `pointer message`. */
export async function findingsOf(rule: string, change: (document: JsonObject) => void, name = 'openapi'): Promise<string[]> {
  const document = smallDocument()
  change(document)
  const problems = await lintObject(document, name)
  return problems.filter(({ ruleId }) => ruleId === rule).map(({ location, message }) => `${location[0]?.pointer} ${message}`)
}
