import fs from 'node:fs'
import { publint as lint } from 'publint'
import { formatMessage } from 'publint/utils'
import type { Check } from './check.ts'

/** What publint says of entry points, formats and files. */
export const publint: Check = {
  name: 'publint',
  async run({ tarball }) {
    const bytes = fs.readFileSync(tarball)
    const { messages, pkg } = await lint({
      pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer },
      strict: true,
    })
    return { wrong: messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code), seen: 'nothing to say' }
  },
}
