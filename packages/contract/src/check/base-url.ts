import { CheckError } from './options.js'

/** @throws CheckError for what is no plain http(s) address; a credential in it is not repeated */
export function baseUrlOf(given: string): URL {
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (!url || !/^https?:$/.test(url.protocol))
    throw new CheckError(`the base URL begins with http:// or https://, for example http://127.0.0.1:4010, not '${given.replace(/\/\/[^/]*@/, '//')}'`)
  if (url.username !== '' || url.password !== '') throw new CheckError('the base URL has no place for a credential: set KLINGAI_API_KEY, or use --api-key')
  return url
}
