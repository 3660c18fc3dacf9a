import { controlApi } from '../control/control-api.ts'
import { attempt } from '../ui/attempt.ts'
import { webhookSecret } from './secret.ts'

/** Lets the mock make a secret; it is told this once, and kept to check with. */
export function makeSecret(): Promise<boolean> {
  return attempt(async () => webhookSecret.set(await controlApi.makeSecret()), 'Callbacks are signed from now on')
}
