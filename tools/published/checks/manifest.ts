import fs from 'node:fs'
import path from 'node:path'
import { filesOf } from '../pack.ts'
import type { Check } from './check.ts'

const needed = ['description', 'keywords', 'homepage', 'bugs', 'repository', 'license', 'type', 'exports', 'files', 'engines', 'sideEffects']

/** What the manifest has to say, as users get it. */
export const manifest: Check = {
  name: 'manifest',
  run(packed) {
    const { manifest: own } = packed
    const wrong = needed.filter((field) => own[field] === undefined).map((field) => `package.json has no «${field}»`)
    if (own.license !== 'MIT') wrong.push(`the licence is ${own.license}, the repository's is MIT`)
    if (own.type !== 'module') wrong.push('it is no package of ES modules')
    if (path.basename(own.repository?.directory ?? '') !== path.basename(packed.folder)) wrong.push('repository.directory is another folder')
    for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies'])
      for (const [name, range] of Object.entries<string>(own[kind] ?? {}))
        if (/^(?:workspace|catalog|link|file|git)/.test(range)) wrong.push(`${kind} ${name}: ${range} cannot be installed`)
    const files = new Set(filesOf(packed))
    for (const target of [...Object.values(own.bin ?? {}), ...(Array.isArray(own.sideEffects) ? own.sideEffects : [])])
      if (!files.has(path.posix.normalize(target))) wrong.push(`${target} is named, but not there`)
    for (const target of Object.values(own.bin ?? {})) {
      const file = path.join(packed.unpacked, target)
      if (fs.existsSync(file) && !fs.readFileSync(file, 'utf8').startsWith('#!/usr/bin/env node\n'))
        wrong.push(`${target} does not begin with #!/usr/bin/env node`)
    }
    return { wrong, seen: `${own.version}, Node ${own.engines?.node}` }
  },
}
