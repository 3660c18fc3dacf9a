import fs from 'node:fs'
import path from 'node:path'
import type { Context, Node, Rule } from '../rule.ts'

/** Every resource says where its facts come from. */
export const sourcesFile: Rule = () => {
  const seen = new Set<string>()
  return {
    PathItem(_: Node, { report, location }: Context) {
      const file = location.source.absoluteRef
      const folder = path.dirname(file)
      // A path item inside openapi.yaml itself belongs to no resource.
      if (seen.has(folder) || path.basename(file) === 'openapi.yaml') return
      seen.add(folder)
      if (fs.existsSync(path.join(folder, 'SOURCES.md'))) return
      report({
        message: `${path.basename(folder)} has no SOURCES.md: write which page, of which date, what is documented, observed, disputed and how it was decided.`,
        location,
      })
    },
  }
}
