import { readFileSync } from 'node:fs'
import { CheckError } from '../check/options.js'
import { isObject } from '../json/paths.js'

/** What is needed of an entry of a HAR 1.2 file. */
export interface HarEntry {
  method: string
  url: URL
  requestType: string | undefined
  requestText: string | undefined
  status: number
  responseType: string | undefined
  /** Undefined where the recorder left it out. */
  responseText: string | undefined
  /** Credentials and cookies, to be kept out of reports. */
  secrets: string[]
}

/** Reads a HAR file; entries without a request that could be sent are left out. @throws CheckError for a file that is none */
export function readHar(file: string): HarEntry[] {
  let har: any
  try {
    har = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new CheckError(
      `${file} cannot be read as JSON: ${(error as Error).message.replace(/".*"/, '...')}. Save it anew from the browser's network panel or the recorder`,
    )
  }
  if (!Array.isArray(har?.log?.entries)) throw new CheckError(`${file} is no HAR file: it has no log.entries`)
  return har.log.entries.flatMap((entry: any) => entryOf(entry) ?? [])
}

function entryOf(entry: any): HarEntry | undefined {
  if (!isObject(entry) || !isObject(entry.request) || !URL.canParse(String(entry.request.url))) return undefined
  const { request } = entry
  const response = isObject(entry.response) ? entry.response : {}
  const content = isObject(response.content) ? response.content : {}
  const text = typeof content.text === 'string' ? content.text : undefined
  return {
    method: String(request.method ?? 'GET').toUpperCase(),
    url: new URL(String(request.url)),
    requestType: headerOf(request, 'content-type') ?? textOf(request.postData?.mimeType),
    requestText: textOf(request.postData?.text),
    status: Number.isInteger(response.status) ? response.status : 0,
    responseType: headerOf(response, 'content-type') ?? textOf(content.mimeType),
    responseText: text !== undefined && content.encoding === 'base64' ? Buffer.from(text, 'base64').toString('utf8') : text,
    secrets: [...secretsOf(request), ...secretsOf(response)],
  }
}

function headerOf(message: any, name: string): string | undefined {
  const headers = Array.isArray(message.headers) ? message.headers.filter(isObject) : []
  return textOf(headers.find((header: any) => String(header.name).toLowerCase() === name)?.value)
}

function secretsOf(message: any): string[] {
  const headers = (Array.isArray(message.headers) ? message.headers : []).filter(isObject)
  const secret = headers
    .filter(({ name }: any) => /authorization|cookie|token|key|secret|signature/i.test(String(name)))
    .map(({ value }: any) => String(value ?? ''))
  const cookies = (Array.isArray(message.cookies) ? message.cookies : []).filter(isObject).map(({ value }: any) => String(value ?? ''))
  return [...secret.flatMap((value: string) => [value, value.replace(/^\w+\s+/, '')]), ...cookies].filter((value) => value.length >= 4)
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
