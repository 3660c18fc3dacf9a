import { type Gateway, type GatewayName, gatewayNames, gateways, type Operation, operations } from '@klingkit/openapi/runtime'
import { parse, stringify } from 'lossless-json'
import { exactJson, readDocument } from '../document.js'
import { ControlError } from './control-error.js'

/** An operation as the service, or a gateway, offers it. */
export interface OfferedOperation extends Pick<Operation, 'id' | 'method' | 'call' | 'summary' | 'tag' | 'standard' | 'kind' | 'status'> {
  /** As it is called, base path included. */
  path: string
  /** The operation that reads what this one creates. */
  get?: string
}

/** A documented request. */
export interface ExampleRequest {
  name: string
  summary: string
  /** JSON text of the body, every digit kept. */
  text: string
}

/** @throws ControlError for a name that is none */
export function viewNamed(name: string): GatewayName {
  const view = gatewayNames.find((known) => known === name)
  if (!view) throw new ControlError(400, `view is one of ${gatewayNames.join(', ')}, not '${name}'`)
  return view
}

/** What can be called through a view, in the order of the document. */
export function offeredBy(view: GatewayName): OfferedOperation[] {
  const gateway: Gateway | undefined = view === 'official' ? undefined : gateways[view]
  const relayed = new Map(gateway?.operations.map(({ id, path }) => [id, path]))
  return operations
    .filter(({ id }) => !gateway || relayed.has(id))
    .map(({ id, method, path, call, summary, tag, standard, kind, status, task }) => ({
      ...{ id, method, call, summary, tag, standard, kind, status },
      path: gateway ? `${basePath(gateway)}${relayed.get(id)}` : path,
      ...(task?.get ? { get: task.get } : {}),
    }))
}

function basePath({ servers }: Gateway): string {
  const [server] = servers
  const filledIn = Object.entries(server!.variables ?? {}).reduce((url, [name, variable]) => url.replace(`{${name}}`, variable.default), server!.url)
  return new URL(filledIn).pathname.replace(/\/$/, '')
}

const documents = new Map<GatewayName, Promise<Record<string, any>>>()

/**
 * The documented request bodies of an operation.
 *
 * @throws ControlError for an operation that the view does not have
 */
export async function examplesOf(view: GatewayName, operationId: string): Promise<ExampleRequest[]> {
  if (!documents.has(view)) documents.set(view, readDocument(view))
  const { paths, components } = (await documents.get(view))!
  const found = Object.values<any>(paths)
    .flatMap((item) => [item.post, item.get])
    .find((operation) => operation?.operationId === operationId)
  if (!found) throw new ControlError(404, `there is no operation '${operationId}' in the view ${view}; GET /__kling/operations lists them`)
  if (!found.requestBody) return [{ name: 'parameters', summary: 'Documented parameters', text: onLines(parametersOf(found, components)) }]
  const examples: Record<string, any> = found.requestBody.content['application/json'].examples ?? {}
  return Object.entries(examples).map(([name, given]) => {
    const { summary = name, value } = given.$ref ? components.examples[given.$ref.split('/').at(-1)] : given
    return { name, summary, text: onLines(value) }
  })
}

/** Parameters of a read, with what the document gives as example or default; those that have neither only where they must be given. */
function parametersOf(operation: any, components: any): Record<string, unknown> {
  const parameters: any[] = (operation.parameters ?? []).map((given: any) => (given.$ref ? components.parameters[given.$ref.split('/').at(-1)] : given))
  const values = parameters.map(({ name, required, example, examples, schema = {} }) => {
    const value = example ?? Object.values<any>(examples ?? {})[0]?.value ?? schema.examples?.[0] ?? schema.default
    return [name, value ?? (required ? '' : undefined)]
  })
  return Object.fromEntries(values.filter(([, value]) => value !== undefined))
}

function onLines(value: unknown): string {
  return stringify(parse(exactJson(value)), undefined, 2)!
}
