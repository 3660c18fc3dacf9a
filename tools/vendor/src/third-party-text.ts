import type { Library } from './library.ts'

/** The licences of libraries whose code a package holds, equal texts once. */
export function thirdPartyText(libraries: Library[]): string {
  const sorted = libraries.toSorted((a, b) => (label(a) < label(b) ? -1 : 1))
  const strange = sorted.filter(({ license }) => !known.test(license))
  if (strange.length > 0) throw new Error(`nobody has looked at the licences of ${strange.map((each) => `${label(each)} (${each.license})`).join(', ')}`)
  const texts = Map.groupBy(sorted, (each) => each.text ?? standard(each, sorted))
  return (
    [
      'This package holds code of the following libraries, put into one file and minified.',
      sorted.map((each) => `${label(each)}  ${each.license}`).join('\n'),
      ...[...texts].map(([text, users]) => `${'-'.repeat(80)}\n${users.map(label).join(', ')}\n\n${text}`),
    ].join('\n\n') + '\n'
  )
}

/** Licences that allow passing on a copy with the notice. */
const known = /^(?:\(?(?:MIT|ISC|Apache-2\.0|BSD-[23]-Clause|BSD|0BSD|BlueOak-1\.0\.0|CC0-1\.0|Unlicense|Python-2\.0|MIT-0)(?: (?:or|OR|AND) |\)|$)*)+$/

function label({ name, version }: Library): string {
  return `${name}@${version}`
}

/** Some packages name a licence and bring no file of it. That of Apache is the same everywhere. */
function standard({ license, name }: Library, all: Library[]): string {
  const apache = license === 'Apache-2.0' && all.find(({ text }) => text?.includes('Apache License') && text.includes('9. Accepting Warranty'))?.text
  return apache || `The manifest of ${name} names the licence ${license}; the package has no file with its text.`
}
