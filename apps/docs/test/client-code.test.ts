import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { reference } from '../src/reference/reference.ts'

const paths: Record<string, any> = reference().document['paths']
const samples = Object.values(paths).flatMap((item) =>
  Object.values<any>(item).map((operation) => [operation.operationId, operation['x-codeSamples'][0].source] as [string, string]),
)

test('every operation shows a call that compiles', () => {
  expect(samples.length).toBe(reference().operations.filter(({ operation }) => operation).length)
  const bodies = samples.map(([id, source]) => `export async function ${id}() {\n${source.replace(/^import .*\n/, '')}\n}`)
  expect(problemsOf(`import { createKling } from '@klingkit/client'\n${bodies.join('\n')}\n`)).toEqual([])
}, 60_000)

test('a call with a field that is not there would not', () => {
  const [, source] = samples.find(([id]) => id === 'createImage2Video')!
  expect(problemsOf(source.replace('prompt:', 'promt:')).join()).toContain('promt')
}, 60_000)

function problemsOf(text: string): string[] {
  const file = path.resolve(import.meta.dirname, 'client-code.virtual.ts')
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    types: ['node'],
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists, readFile } = host
  host.fileExists = (name) => name === file || fileExists(name)
  host.readFile = (name) => (name === file ? text : readFile(name))
  host.getSourceFile = (name, ...rest) => (name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2023) : getSourceFile(name, ...rest))
  const program = ts.createProgram([file], options, host)
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText, start = 0 }) => `${text.slice(start, start + 40)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)
}
