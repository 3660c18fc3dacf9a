import { useQuery } from '@tanstack/react-query'
import { Button } from 'react-aria-components'
import { receiverUrl } from '../control/control-api.ts'
import { useObservable } from '../control/observable.ts'
import { controlQueries } from '../control/queries.ts'
import { CredentialField, useReadyToSend } from '../create/credential-field.tsx'
import { credentials, klingFor } from '../kling.ts'
import { hrefOf } from '../route.ts'
import { useFirstTask } from '../tasks/use-first-task.ts'
import { Empty } from '../ui/empty.tsx'
import { useView } from '../view-select.tsx'
import { makeSecret } from './make-secret.ts'

/** What a callback is, and one at a click. */
export function NoCallbacks({ signed }: { signed: boolean }) {
  const { served } = useView()
  const key = useObservable(credentials)
  const { data: health } = useQuery(controlQueries.health)
  const ready = useReadyToSend()
  const first = useFirstTask(klingFor(served, key), served)
  const show = async () => {
    if (signed || (await makeSecret())) first.sendWithCallback()
  }
  const lives = health?.mode === 'simulate'
  return (
    <Empty
      title="Nothing has been called back yet"
      action={
        lives && (
          <>
            <Button className="button primary" isDisabled={!ready || !first.isReady || first.isPending} onPress={show}>
              Show me a signed callback
            </Button>
            <a className="button" href={hrefOf('create')}>
              Send a request of your own…
            </a>
          </>
        )
      }
    >
      {lives ? (
        <>
          <p>
            A task with a <code>callback_url</code> is told of at each change. A receiver is built in, so none of your own is needed to see it:
          </p>
          <p>
            <code className="address big">{receiverUrl()}</code>
          </p>
          <p>
            {signed
              ? 'This mock signs its callbacks with the webhook secret it has.'
              : 'This mock was started without a webhook secret. The button makes one, and creates a video that calls back here.'}
          </p>
          <CredentialField />
        </>
      ) : (
        <p>
          In the mode <code>{health?.mode}</code> no tasks live, so nobody is called back.
        </p>
      )}
    </Empty>
  )
}
