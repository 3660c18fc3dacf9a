import path from 'node:path'
import { generate, type Target, targets } from './generate.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const [target, folder] = process.argv.slice(2)

if (!(targets as readonly unknown[]).includes(target)) {
  console.error(`usage: codegen ${targets.join(' | ')} [folder]`)
  process.exit(2)
}
await generate(target as Target, path.join(root, 'packages/openapi/dist'), path.resolve(folder ?? path.join(root, 'packages', target!, 'src/generated')))
