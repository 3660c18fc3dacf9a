import fs from 'node:fs'
import path from 'node:path'
import { close, createIndex } from 'pagefind'
import { reference } from '../reference/reference.ts'
import { recordsOf } from './records.ts'

/** Puts an index of the built pages and of every field in the place of the one that Starlight has made of the pages alone. */
export async function writeSearchIndex(folder: string): Promise<{ records: number; pages: number; seconds: number }> {
  const start = performance.now()
  try {
    const { index, errors } = await createIndex()
    if (!index) throw new Error(`Pagefind: ${errors.join(', ')}`)
    const { page_count: pages } = checked(await index.addDirectory({ path: folder }))
    const records = reference().operations.flatMap(recordsOf)
    for (const response of await Promise.all(records.map((record) => index.addCustomRecord(record)))) checked(response)
    const outputPath = path.join(folder, 'pagefind')
    fs.rmSync(outputPath, { recursive: true, force: true })
    checked(await index.writeFiles({ outputPath }))
    return { records: records.length, pages, seconds: (performance.now() - start) / 1000 }
  } finally {
    await close()
  }
}

function checked<Response extends { errors: string[] }>(response: Response): Response {
  if (response.errors.length > 0) throw new Error(`Pagefind: ${response.errors.join(', ')}`)
  return response
}
