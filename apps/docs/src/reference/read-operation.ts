import { type Operation, operations, requests } from '@klingkit/openapi'
import { clientCode, curlCode } from './client-code.ts'
import { errorList } from './error-list.ts'
import { anchorOf, type Field, type Place, type PlacedRule } from './field.ts'
import { fieldMarkdown, rulesMarkdown } from './field-markdown.ts'
import { fold } from './fold.ts'
import { operationMarkdown } from './operation-markdown.ts'
import { type ReadBody, type Reading, readBody } from './read-body.ts'
import type { Schema } from './schema.ts'

/** One operation or webhook: for the renderer, and its fields for the search. */
export interface ReadOperation {
  id: string
  /** From the root of the site: `reference/operations/createimage2video/`. */
  page: string
  /** What is known of it beside its fields; webhooks have no entry in the table of operations. */
  operation: Operation | undefined
  summary: string
  fields: Field[]
  rules: PlacedRule[]
}

/** Reads an operation of the document, and gives it as the renderer shall show it. */
export function readOperation(source: Schema, reading: Reading, server: string): { source: Schema; read: ReadOperation } {
  const id: string = source['operationId']
  const operation = operations.find((each) => each.id === id)
  const parameters: Schema[] = (source['parameters'] ?? []).map((parameter: Schema) => (parameter['$ref'] ? reading.resolve(parameter['$ref']) : parameter))
  const read: ReadOperation = {
    id,
    page: `reference/${operation ? 'operations' : 'webhooks'}/${id.toLowerCase()}/`,
    operation,
    summary: source['summary'],
    fields: [],
    rules: [],
  }

  const forms = parameters.map((parameter) => ({ parameter, form: parameterForm(parameter, reading) }))
  const queryRules = source['x-kling-query-rules'] ? fold({ type: 'object', ...source['x-kling-query-rules'] }, reading.resolve).rules : []
  attachRules(
    queryRules.map((rule) => ({ ...rule, base: '', place: 'query' as const })),
    forms.map(({ form }) => form.fields[0]!.field),
  )
  const shownParameters = forms.map(({ parameter, form }) => {
    const { name, in: place, required, deprecated } = parameter
    return { name, in: place, required: required ?? false, ...(deprecated && { deprecated }), schema: written(form) }
  })

  const body = source['requestBody']?.content?.['application/json']
  const bodyForm = body && readBody(body.schema, 'body', reading)
  const result = source['responses']?.['200']
  const answer = result?.content?.['application/json']
  const answerForm = answer && readBody(answer.schema, 'response', reading)
  for (const form of [bodyForm, answerForm])
    if (form)
      attachRules(
        form.rules,
        form.fields.map(({ field }: ReadBody['fields'][number]) => field),
      )
  const queryRuleText = rulesMarkdown(allRules(queryRules, 'query'), fieldOf(forms.map(({ form }) => form.fields[0]!.field)))

  for (const form of [...forms.map((each) => each.form), bodyForm, answerForm]) {
    if (!form) continue
    read.fields.push(...form.fields.map(({ field }: ReadBody['fields'][number]) => field))
    read.rules.push(...form.rules)
  }
  read.rules.push(...allRules(queryRules, 'query'))

  const minimal = requests[id]?.['minimal']
  const needed = parameters.filter(({ required }) => required)
  const errors = errorList(source['responses'] ?? {})
  return {
    read,
    source: {
      operationId: id,
      summary: source['summary'],
      tags: source['tags'],
      ...(source['deprecated'] && { deprecated: true }),
      // A webhook is called by Kling, so the credential of the document is none of its business.
      ...(operation ? source['security'] && { security: source['security'] } : { security: [] }),
      ...(source['externalDocs'] && { externalDocs: { description: 'Page of the official documentation', ...source['externalDocs'] } }),
      description: [operationMarkdown(source, operation, reading.linkTo), queryRuleText].filter(Boolean).join('\n\n'),
      ...(operation && {
        'x-codeSamples': [
          { lang: 'ts', label: 'Client', source: clientCode(operation, minimal, needed) },
          { lang: 'sh', label: 'curl', source: curlCode(operation, server, minimal, needed) },
        ],
      }),
      parameters: shownParameters,
      ...(bodyForm && {
        requestBody: {
          required: source['requestBody'].required,
          description: [bodyForm.description, rulesMarkdown(bodyForm.rules, fieldOf(read.fields))].filter(Boolean).join('\n\n'),
          content: { 'application/json': { schema: written(bodyForm), ...shownExamples(body) } },
        },
      }),
      responses: {
        ...(result && {
          200: {
            description: [result.description, answerForm?.description, answerForm && rulesMarkdown(answerForm.rules, fieldOf(read.fields))]
              .filter(Boolean)
              .join('\n\n'),
            ...(answerForm && { content: { 'application/json': { schema: written(answerForm), ...shownExamples(answer) } } }),
          },
        }),
        ...(errors && { Errors: { description: errors } }),
      },
    },
  }
}

/** A parameter is read as the only member of an object, so that it becomes a field like any other. */
function parameterForm({ name, in: place, required, description, deprecated, schema }: Schema, reading: Reading): ReadBody {
  const member = { ...schema, ...(description && { description }), ...(deprecated && { deprecated }) }
  return readBody({ type: 'object', properties: { [name]: member }, required: required ? [name] : [] }, place as Place, reading)
}

/** With the texts of its fields, now that the rules are known. */
function written({ schema, fields }: ReadBody): Schema {
  for (const entry of fields) entry.schema['description'] = fieldMarkdown(entry.field)
  const isParameter = fields[0] && ['query', 'path', 'header'].includes(fields[0].field.place)
  return isParameter ? fields[0]!.schema : schema
}

function attachRules(rules: PlacedRule[], fields: Field[]): void {
  const find = fieldOf(fields)
  for (const rule of rules) {
    const anchor = find(rule)
    fields.find((field) => field.anchor === anchor)?.rules.push(rule)
  }
}

/** The field a rule points to; a rule that stands on the field itself points to that. */
function fieldOf(fields: Field[]): (rule: PlacedRule) => string | undefined {
  const anchors = new Set(fields.map(({ anchor }) => anchor))
  return ({ place, base, at }) => {
    const paths = [at && base ? `${base}.${at}` : at, base, base.replace(/\[[^\]]*\]$/, '')]
    return paths
      .filter((path) => path !== undefined)
      .map((path) => anchorOf(place, path))
      .find((anchor) => anchors.has(anchor))
  }
}

function allRules(rules: PlacedRule[] | Omit<PlacedRule, 'base' | 'place'>[], place: Place): PlacedRule[] {
  return rules.map((rule) => ({ ...rule, base: '', place }))
}

const origins: Record<string, string> = {
  documented: 'from the official documentation',
  captured: 'captured from the service',
  gateway: 'captured through or documented by a gateway',
  assembled: 'assembled from what is documented',
}

/** Each example says where it comes from. */
function shownExamples({ examples }: Schema): Schema {
  if (!examples) return {}
  const shown = Object.entries<Schema>(examples).map(([name, { summary, value, 'x-kling-origin': origin }]) => {
    const description = origin ? `Origin: ${origins[origin] ?? origin}.` : undefined
    return [name, { ...(summary && { summary }), ...(description && { description }), value }]
  })
  return { examples: Object.fromEntries(shown) }
}
