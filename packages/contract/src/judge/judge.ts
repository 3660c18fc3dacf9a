import type { Contract, ContractOperation } from '../document/contract.js'
import { envelopeFindings } from './envelope.js'
import type { Finding, Rule } from './finding.js'
import { type Diagnostic, PrismJudge } from './prism-judge.js'

/** A call as it went over the wire. */
export interface Exchange {
  request: {
    /** The path without the base of the server, encoded as sent. */
    path: string
    query: Record<string, string | string[]>
    /** Parsed; undefined without a body. */
    body?: unknown
    contentType?: string | undefined
  }
  response: { status: number; contentType: string | undefined; text: string }
}

export interface Verdict {
  /** What is wrong with the request. */
  request: Finding[]
  /** What is wrong with the answer. */
  response: Finding[]
  /** The answer's body, where it is JSON. */
  body: unknown
}

/** Holds calls against a document: schemas by Prism's validators, the envelope by the table of error codes. */
export class Judge {
  /** What was prepared for a document serves every judge. */
  static #prepared = new WeakMap<object, PrismJudge>()
  #prism: PrismJudge

  constructor(private contract: Contract) {
    const { document } = contract
    this.#prism = Judge.#prepared.get(document) ?? new PrismJudge(document)
    Judge.#prepared.set(document, this.#prism)
  }

  async judge(operation: ContractOperation, { request, response }: Exchange): Promise<Verdict> {
    const body = parsed(response.text)
    const isJson = body !== unreadable
    const method = operation.method === 'GET' ? 'get' : 'post'
    const headers: Record<string, string> = response.contentType ? { 'content-type': mediaType(response.contentType) } : {}
    const { input, output } = await this.#prism.judge(
      operation.path,
      method,
      { url: { path: readablePath(operation.path, request.path), query: request.query }, headers: requestHeaders(request), body: request.body },
      { statusCode: response.status, headers, body: isJson ? body : undefined },
    )
    const schema = output.map((diagnostic) => responseFinding(diagnostic))
    const unreadableBody: Finding = { rule: 'not-json', at: 'response', message: `the body is no JSON: ${start(response.text)}` }
    return {
      request: input.map(({ at, message }) => ({ rule: 'request-schema', at: requestPlace(operation, at), message })),
      response: isJson ? [...schema, ...envelopeFindings(response.status, body, this.contract.gateway)] : [unreadableBody, ...schema],
      body: isJson ? body : undefined,
    }
  }
}

const unreadable = Symbol('unreadable')

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return unreadable
  }
}

function requestHeaders({ body, contentType }: Exchange['request']): Record<string, string> {
  return body === undefined ? {} : { 'content-type': mediaType(contentType ?? ''), 'content-length': '2' }
}

/** Ids encoded anew: Prism takes a comma in one for a list, and throws at what cannot be decoded. */
function readablePath(template: string, path: string): string {
  const given = path.split('/')
  return template
    .split('/')
    .map((segment, index) => (segment.startsWith('{') ? encodeURIComponent(decoded(given[index] ?? '')) : segment))
    .join('/')
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** The type without its parameters; one that is not well-formed, which Prism throws at, as a type that nobody documents. */
function mediaType(header: string): string {
  const [type = ''] = header.split(';')
  return /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+$/.test(type.trim()) ? type.trim() : 'application/x-malformed'
}

/** Prism writes the names of parameters in lower case. */
function requestPlace({ parameters }: ContractOperation, at: string): string {
  const [place, name, ...rest] = at.split('.')
  const parameter = parameters.find((one) => one.in === place && one.name.toLowerCase() === name)
  return ['request', place, parameter?.name ?? name, ...rest].filter(Boolean).join('.')
}

function responseFinding({ at, message }: Diagnostic): Finding {
  const rule: Rule = /status code/.test(message) ? 'status' : /media type/.test(message) ? 'content-type' : 'response-schema'
  const place = at.replace(/^body\.?/, '')
  return { rule, at: place === '' ? 'response' : `response.${place}`, message }
}

function start(text: string): string {
  return text === '' ? 'it is empty' : JSON.stringify(text.slice(0, 80))
}
