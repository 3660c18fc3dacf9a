import fs from 'node:fs'
import path from 'node:path'

/** How the files of a folder differ from those it should hold, one line per file. Folders to leave out are named from the top. */
export function compareFolders(actual: string, wanted: string, leftOut: string[] = []): string[] {
  const there = filesBelow(actual).filter((file) => !leftOut.includes(file.split('/')[0]!))
  const expected = filesBelow(wanted)
  return [
    ...expected.filter((file) => !there.includes(file)).map((file) => `${file} is missing`),
    ...there.filter((file) => !expected.includes(file)).map((file) => `${file} is no longer generated`),
    ...expected
      .filter((file) => there.includes(file) && !fs.readFileSync(path.join(actual, file)).equals(fs.readFileSync(path.join(wanted, file))))
      .map((file) => `${file} is out of date`),
  ].sort()
}

function filesBelow(folder: string): string[] {
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
}
