import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { filesOf, type PackedPackage, root } from '../pack.ts'
import type { Check } from './check.ts'

const testFile =
  /(?:^|\/)(?:test|tests|__tests__|coverage|fixtures)\/|\.(?:test|spec|test-d)\.|tsconfig|vitest\.config|test-results|\.tsbuildinfo$|\.env|\.npmrc|\.log$/

/** What secrets look like; those that pages and tests show are made up and stand in `shown`. */
const secrets = [
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36}\b/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /_authToken=/,
  /\bsk-[A-Za-z0-9]{32,}\b/,
  /\bwhsec_[A-Za-z0-9+/=]{20,}/,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/,
]
/** The example of the Standard Webhooks specification. */
const shown = /whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw/g

/** Where code of others lies, and where its licences are listed. */
const bundles = [
  ['dist/vendor/', 'dist/THIRD-PARTY.txt'],
  ['dist/studio/', 'dist/studio/assets/THIRD-PARTY.txt'],
] as const

/** What is in a package, and what must not be. */
export const contents: Check = {
  name: 'contents',
  run(packed) {
    const files = filesOf(packed)
    const wrong = files
      .filter((file) => testFile.test(file) && !file.startsWith('dist/testing/'))
      .map((file) => `${file} is for this repository, not for users`)
    for (const needed of ['LICENSE', 'README.md']) if (!files.includes(needed)) wrong.push(`there is no ${needed}`)
    for (const [bundle, licences] of bundles)
      if (files.some((file) => file.startsWith(bundle)) && !files.includes(licences)) wrong.push(`${bundle} holds code of others, and there is no ${licences}`)
    for (const file of files) wrong.push(...told(packed, file).map((what) => `${file} ${what}`))
    if (files.includes('README.md') && !/^## Limits$/m.test(fs.readFileSync(path.join(packed.unpacked, 'README.md'), 'utf8')))
      wrong.push('README.md has no section «Limits»')
    const bytes = files.reduce((sum, file) => sum + fs.statSync(path.join(packed.unpacked, file)).size, 0)
    return { wrong, seen: `${files.length} files, ${kibibytes(bytes)} unpacked, ${kibibytes(fs.statSync(packed.tarball).size)} packed` }
  },
}

/** What a file tells of the machine it was built on, or of secrets. */
function told({ unpacked }: PackedPackage, file: string): string[] {
  const text = fs.readFileSync(path.join(unpacked, file), 'latin1')
  const places = [root, os.homedir(), os.tmpdir()].filter((place) => place.split(path.sep).filter(Boolean).length > 1 || place === root)
  return [
    ...places.filter((place) => text.includes(`${place}/`)).map(() => 'holds a path of the machine it was built on'),
    ...secrets.filter((secret) => secret.test(text.replaceAll(shown, ''))).map((secret) => `holds what looks like a secret (${secret.source.slice(0, 24)})`),
  ]
}

function kibibytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(bytes < 10_240 ? 1 : 0)} KiB`
}
