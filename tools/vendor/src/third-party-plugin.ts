import type { Plugin } from 'rolldown'
import { type Library, libraryOf } from './library.ts'
import { thirdPartyText } from './third-party-text.ts'

/** For pages that are built with Vite: puts the licences of all libraries that came into a bundle beside it. */
export function thirdParty(fileName = 'assets/THIRD-PARTY.txt'): Plugin {
  return {
    name: 'third-party',
    generateBundle(_, bundle) {
      const libraries = new Map<string, Library>()
      for (const chunk of Object.values(bundle)) {
        for (const id of chunk.type === 'chunk' ? chunk.moduleIds : []) {
          const library = id.startsWith('\0') ? undefined : libraryOf(id.split('?')[0]!)
          if (library) libraries.set(`${library.name}@${library.version}`, library)
        }
      }
      this.emitFile({ type: 'asset', fileName, source: thirdPartyText([...libraries.values()]) })
    },
  }
}
