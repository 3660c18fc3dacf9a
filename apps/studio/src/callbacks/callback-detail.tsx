import type { Delivery } from '../control/types.ts'
import { hrefOf } from '../route.ts'
import { Badge } from '../ui/badge.tsx'
import { Code } from '../ui/code.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { parseExactly } from '../ui/json-lines.ts'
import { JsonView } from '../ui/json-view.tsx'
import { dateText } from '../ui/texts.ts'
import { receiverCode } from './receiver-code.ts'
import { SignatureCheck } from './signature-check.tsx'

const outcomes: Record<Delivery['outcome'], string> = {
  waiting: 'waits for its next attempt',
  delivered: 'delivered',
  'given-up': 'given up after the last attempt',
  'not-allowed': 'not sent: the host is not on this machine and was not allowed with --allow-callback-host',
  lost: 'lost on purpose',
  'no-sender': 'not sent: nobody delivers callbacks here',
}

export function CallbackDetail({ delivery }: { delivery: Delivery }) {
  const { taskId, url, status, body, attempts, outcome, id } = delivery
  const last = attempts.at(-1)
  return (
    <article className="detail" aria-label={`Callback ${id}`}>
      <header className="detail-head">
        <h2>
          <code>POST {url}</code>
        </h2>
        <p className="facts">
          <Badge status={status.startsWith('succeed') ? 'succeeded' : status} />
          <a href={hrefOf('tasks', taskId)}>Task {taskId}</a>
          <span>{outcomes[outcome]}</span>
        </p>
      </header>
      {last && <SignatureCheck body={body} signature={last.signature} />}
      <h3>Attempts</h3>
      <ol className="attempts">
        {attempts.map((attempt) => (
          <li key={`${attempt.at} ${attempt.status}`}>
            <p className="facts">
              <time>{dateText(attempt.at)}</time>
              <span className={attempt.status !== undefined && attempt.status < 300 ? 'status-code' : 'status-code bad'}>
                {attempt.status === undefined ? (attempt.error ?? 'under way') : `HTTP ${attempt.status}`}
              </span>
            </p>
            {attempt.signature && (
              <dl className="headers">
                {Object.entries(attempt.signature).map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>
                      <code>{value}</code>
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </li>
        ))}
      </ol>
      <div className="heading-row">
        <h3>Body</h3>
        <CopyButton text={body} what="the body as it was sent" />
      </div>
      <JsonView value={parseExactly(body)} label="Body of the callback" />
      <h3>Received by your application</h3>
      <Code text={receiverCode(last?.signature !== undefined)} what="code of a receiver" />
    </article>
  )
}
