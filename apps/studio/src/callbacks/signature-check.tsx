import { verifyCallback } from '@klingkit/client/callbacks'
import { useEffect, useState } from 'react'
import { useObservable } from '../control/observable.ts'
import { Icon } from '../ui/icon.tsx'
import { webhookSecret } from './secret.ts'

interface Given {
  body: string
  signature: Record<string, string> | undefined
}

/** Checks a signature as a receiver does, by the client's own function; the age of the call is not judged. */
export function SignatureCheck({ body, signature }: Given) {
  const secret = useObservable(webhookSecret)
  const [verdict, setVerdict] = useState<{ problem: string | undefined }>()
  useEffect(() => {
    setVerdict(undefined)
    if (!signature || secret === '') return
    let current = true
    const tell = (problem: string | undefined) => current && setVerdict({ problem })
    verifyCallback({ body, headers: signature, secret, now: () => 1000 * Number(signature['webhook-timestamp']) }).then(
      () => tell(undefined),
      (error: Error) => tell(error.message),
    )
    return () => {
      current = false
    }
  }, [body, signature, secret])
  if (!signature) return <p className="verdict none">Not signed: the mock had no webhook secret.</p>
  if (secret === '') return <p className="verdict none">Signed. Give the webhook secret, and the signature is checked here.</p>
  if (!verdict) return <p className="verdict none">Checking…</p>
  return verdict.problem ? (
    <p className="verdict bad">
      <Icon name="cross" /> {verdict.problem}
    </p>
  ) : (
    <p className="verdict good">
      <Icon name="check" /> The signature fits the body and the secret.
    </p>
  )
}
