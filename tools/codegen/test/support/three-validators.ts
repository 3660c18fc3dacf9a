import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { getHttpOperationsFromSpec } from '@stoplight/prism-http'
import { validateInput } from '@stoplight/prism-http/dist/validator/index.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import ts from 'typescript'
import type * as z from 'zod'
import { generateZod } from '../../src/zod/generate.ts'

type Schema = any

/** Says whether a request body is accepted. */
export type Verdict = (body: unknown) => boolean

/** A document with one operation whose body is the component `Subject`. */
export function oneOperationDocument(components: Record<string, Schema>) {
  return {
    openapi: '3.1.0',
    info: { title: 'One operation', version: '1' },
    paths: {
      '/check': {
        post: {
          operationId: 'check',
          summary: 'Check',
          requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Subject' } } } },
          responses: { '200': { description: 'fine' } },
        },
      },
    },
    components: { schemas: components },
  }
}

/** What stock Prism says, asked as its own server asks. */
export async function prismVerdict(document: object): Promise<Verdict> {
  const [resource] = await getHttpOperationsFromSpec(document)
  const headers = { 'content-type': 'application/json' }
  return (body) => {
    const outcome = validateInput({ resource: resource!, element: { method: 'post', url: { path: '/check' }, headers, body } as never })
    return outcome._tag === 'Right'
  }
}

/** What Ajv says of the schemas as they stand in the document. */
export function ajvVerdict(document: ReturnType<typeof oneOperationDocument>): Verdict {
  const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'document')
  const validate = ajv.compile({ $ref: 'document#/components/schemas/Subject' })
  return (body) => validate(body) as boolean
}

/** Below node_modules, so that the generated code finds zod. */
const cache = path.resolve(import.meta.dirname, '../../node_modules/.cache')
let made: string | undefined
let folders = 0

/** The validators of a document, generated, compiled and imported. */
export async function generatedValidators(document: object): Promise<Record<string, z.ZodType>> {
  if (!made) {
    fs.mkdirSync(cache, { recursive: true })
    made = fs.mkdtempSync(path.join(cache, 'keyword-tests-'))
  }
  const folder = path.join(made, String(folders++))
  fs.mkdirSync(folder)
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }')
  for (const [name, code] of Object.entries(generateZod(document))) {
    const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } })
    fs.writeFileSync(path.join(folder, name.replace(/ts$/, 'js')), outputText)
  }
  return import(pathToFileURL(path.join(folder, 'schemas.gen.js')).href)
}

export async function zodVerdict(document: object): Promise<Verdict> {
  const { zSubject } = await generatedValidators(document)
  return (body) => zSubject!.safeParse(body).success
}

/** For afterAll. */
export function removeGenerated(): void {
  if (made) fs.rmSync(made, { recursive: true, force: true })
}
