import fs from 'node:fs'
import path from 'node:path'
import { reference } from './reference.ts'

const file = path.resolve(import.meta.dirname, '../../.astro/reader-document.json')

/** Writes the document as the reference shows it, and says where. Builds that go on side by side never see a half-written one. */
export function readerDocument(): string {
  const text = JSON.stringify(reference().document)
  if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text) {
    fs.mkdirSync(path.dirname(file), { recursive: true })
    const draft = `${file}.${process.pid}`
    fs.writeFileSync(draft, text)
    fs.renameSync(draft, file)
  }
  return file
}
