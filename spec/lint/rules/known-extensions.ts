import { extensions } from '../extensions.ts'
import type { Context, Rule } from '../rule.ts'

/** A misspelled extension would be passed over in silence. */
export const knownExtensions: Rule = () => ({
  any(node: unknown, { report, location, type }: Context) {
    if (node === null || typeof node !== 'object' || Array.isArray(node)) return
    const known = Object.keys(extensions[type.name] ?? {})
    for (const key of Object.keys(node)) {
      if (!key.startsWith('x-') || known.includes(key)) continue
      report({
        message: `'${key}' is no extension of ${type.name}: ${known.length > 0 ? `use one of ${known.join(', ')}` : 'none is used here, remove it'}. A new one is added to spec/lint/extensions.ts and explained in spec/README.md.`,
        location: location.child(key).key(),
      })
    }
  },
})
