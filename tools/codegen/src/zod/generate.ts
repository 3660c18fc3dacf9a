import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { operationsFile } from './operations-file.ts'
import { schemasFile } from './schemas-file.ts'

/** What the validators need at run time; the files are carried along as they are. */
const carried = {
  'rules.gen.ts': createRequire(import.meta.url).resolve('@klingkit-tools/rules'),
  'messages.gen.ts': path.join(import.meta.dirname, 'runtime/messages.ts'),
  'rule.gen.ts': path.join(import.meta.dirname, 'runtime/rule.ts'),
  'constructors.gen.ts': path.join(import.meta.dirname, 'runtime/constructors.ts'),
}

/** Writes the validators of a document: file name -> code. */
export function generateZod(document: Record<string, any>): Record<string, string> {
  return {
    ...Object.fromEntries(Object.entries(carried).map(([name, file]) => [name, fs.readFileSync(file, 'utf8')])),
    'schemas.gen.ts': schemasFile(document),
    'operations.gen.ts': operationsFile(document),
  }
}

/** Writes the validators of a gateway's document. They lie one folder below the others and share what these need at run time. */
export function generateGatewayZod(document: Record<string, any>): Record<string, string> {
  const files = { 'schemas.gen.ts': schemasFile(document), 'operations.gen.ts': operationsFile(document) }
  return Object.fromEntries(Object.entries(files).map(([name, code]) => [name, code.replace(/from '\.\/(?!schemas\.gen)/g, "from '../")]))
}
