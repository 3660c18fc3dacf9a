import { useQuery } from '@tanstack/react-query'
import { Input, Label, TextField } from 'react-aria-components'
import { useObservable } from '../control/observable.ts'
import { controlQueries } from '../control/queries.ts'
import { type Credentials, credentials, isGiven } from '../kling.ts'

const fields: Record<keyof Credentials, string> = { apiKey: 'API key', accessKey: 'Access key', secretKey: 'Secret key' }

/** Whether requests can be sent: at once where the mock takes any key, otherwise when one was given. */
export function useReadyToSend(): boolean {
  const { data: health } = useQuery(controlQueries.health)
  const given = useObservable(credentials)
  return health !== undefined && (health.credentials.length === 0 || isGiven(given))
}

/** Asks for the credential of a mock that was started with one, before anything is refused for want of it. */
export function CredentialField() {
  const { data: health } = useQuery(controlQueries.health)
  const given = useObservable(credentials)
  const asked = health?.credentials ?? []
  if (asked.length === 0) return null
  const takesKey = asked.includes('api-key')
  const names: (keyof Credentials)[] = takesKey ? ['apiKey'] : ['accessKey', 'secretKey']
  return (
    <section className="credential" aria-labelledby="credential-title">
      <p id="credential-title">
        {takesKey ? (
          <>
            This mock was started with <code>--api-key</code> and takes no other.
          </>
        ) : (
          <>
            This mock was started with <code>--access-key</code>. The new standard takes none, so only operations of <code>/v1</code> can be sent.
          </>
        )}{' '}
        {isGiven(given) ? 'What stands here is sent along.' : 'Give it here, and requests can be sent.'}
      </p>
      <div className="form-row">
        {names.map((name) => (
          <TextField
            key={name}
            className="field grow"
            type={name === 'accessKey' ? 'text' : 'password'}
            autoComplete="off"
            value={given[name] ?? ''}
            onChange={(value) => credentials.set({ ...given, [name]: value })}
          >
            <Label>{fields[name]} of this mock; kept on this page only</Label>
            <Input spellCheck="false" />
          </TextField>
        ))}
      </div>
    </section>
  )
}
