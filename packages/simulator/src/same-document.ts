const told = new Set<string>()

/**
 * Packages that were made from different documents disagree about what is right. Says so on the console, once for each combination.
 *
 * @param packages `specHash` of each, by its name; what has none is passed over
 * @example
 * sameDocument({ '@klingkit/simulator': specHash, '@klingkit/zod': zod.specHash })
 */
export function sameDocument(packages: Record<string, string | undefined>): void {
  const known = Object.entries(packages).filter(([, hash]) => hash !== undefined)
  if (new Set(known.map(([, hash]) => hash)).size < 2) return
  const names = known.map(([name, hash]) => `${name} (${hash})`).join(', ')
  if (told.has(names)) return
  told.add(names)
  console.warn(
    `klingkit: these packages were made from different versions of the Kling document: ${names}. Install the same version of all @klingkit packages.`,
  )
}
