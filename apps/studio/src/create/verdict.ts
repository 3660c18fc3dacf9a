import { useEffect, useState } from 'react'
import type { OfferedOperation, View } from '../control/types.ts'
import { parseExactly } from '../ui/json-lines.ts'

export interface Verdict {
  issues: { path: string; rule: string; message: string }[]
  warnings: { path: string; message: string; suggestion?: string }[]
  /** The text is no JSON; why not. */
  broken?: string
}

type Check = (operation: any, parts: { body?: unknown; query?: unknown; path?: unknown }) => Verdict

/** Loaded when first needed: the rules of one document. */
const validators: Record<View, () => Promise<Check>> = {
  official: async () => (await import('@klingkit/zod')).checkRequest,
  cometapi: async () => (await import('@klingkit/zod/cometapi')).checkRequest,
  cloudsway: async () => (await import('@klingkit/zod/cloudsway')).checkRequest,
}

/** What the documented rules say of a text, a moment after it was changed. */
export function useVerdict(view: View, operation: OfferedOperation | undefined, text: string): Verdict | undefined {
  const [verdict, setVerdict] = useState<Verdict>()
  useEffect(() => {
    if (!operation) return
    let current = true
    const timer = setTimeout(async () => {
      const found = await judge(view, operation, text)
      if (current) setVerdict(found)
    }, 150)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [view, operation, text])
  return verdict
}

export async function judge(view: View, { id, method, path }: OfferedOperation, text: string): Promise<Verdict> {
  let value: any
  try {
    value = parseExactly(text)
  } catch (error) {
    return { issues: [], warnings: [], broken: error instanceof Error ? error.message : String(error) }
  }
  // Otherwise zod tries whether it may compile code, which the policy of the page forbids and browsers note.
  const { config } = await import('zod')
  config({ jitless: true })
  const check = await validators[view]()
  if (method === 'POST') return check(id, { body: value })
  const entries = Object.entries(value ?? {})
  const inPath = ([name]: [string, unknown]) => path.includes(`{${name}}`)
  return check(id, { path: Object.fromEntries(entries.filter(inPath)), query: Object.fromEntries(entries.filter((entry) => !inPath(entry))) })
}
