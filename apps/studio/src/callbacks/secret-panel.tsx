import { Button, Input, Label, TextField } from 'react-aria-components'
import { useObservable } from '../control/observable.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { makeSecret } from './make-secret.ts'
import { webhookSecret } from './secret.ts'

/** The secret of the signatures: one that the mock makes, or the one it was started with. */
export function SecretPanel({ signed }: { signed: boolean }) {
  const secret = useObservable(webhookSecret)
  return (
    <div className="secret">
      {!signed && (
        <>
          <p>This mock does not sign its callbacks: it was started without a webhook secret.</p>
          <Button className="button primary" onPress={makeSecret}>
            Make a secret and sign
          </Button>
        </>
      )}
      {signed && (
        <TextField className="field grow" value={secret} onChange={(value) => webhookSecret.set(value)}>
          <Label>Webhook secret, to check signatures with. It stays on this page.</Label>
          <div className="combo">
            <Input placeholder="whsec_… as given by --webhook-secret" spellCheck="false" autoComplete="off" />
            {secret && <CopyButton text={secret} what="the webhook secret" />}
          </div>
        </TextField>
      )}
      {signed && !secret && (
        <Button className="button" onPress={makeSecret}>
          Make a new one
        </Button>
      )}
    </div>
  )
}
