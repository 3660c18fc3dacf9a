import { resultDays } from '../../generated/media-rules.gen.js'
import { KlingDownloadError } from './kling-download-error.js'
import { KlingResultExpiredError } from './kling-result-expired-error.js'

const day = 86_400_000

/** What to say of an address that gives 403, 404 or 410: its time is over, or it may be. */
export function goneError(url: URL, status: number, madeAt: number | undefined, now = Date.now()): KlingDownloadError {
  const until = madeAt === undefined ? signedUntil(url) : madeAt + resultDays * day
  const again = `Within that time the task gives a fresh address when it is read again; after it only a new task makes it anew. Keep results in a place of your own.`
  if (until !== undefined && until <= now) {
    return new KlingResultExpiredError(
      url,
      `the result is gone since ${new Date(until).toISOString().slice(0, 10)}: Kling keeps results for ${resultDays} days. ${again}`,
      { status },
    )
  }
  return new KlingDownloadError(
    url,
    `it was answered with HTTP ${status}. The address may be cut off or too old: Kling keeps results for ${resultDays} days. ${again}`,
    { status },
  )
}

/** Signed addresses say until when they are good, in seconds since 1970. */
function signedUntil(url: URL): number | undefined {
  const seconds = [...url.searchParams].find(([name]) => name.toLowerCase() === 'expires')?.[1] ?? ''
  const time = /^\d{9,11}$/.test(seconds) ? Number(seconds) * 1000 : undefined
  return time
}
