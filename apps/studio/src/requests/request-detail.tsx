import { useQuery } from '@tanstack/react-query'
import { Button } from 'react-aria-components'
import { controlQueries } from '../control/queries.ts'
import type { NumberedRequest } from '../control/request-store.ts'
import { draftOf } from '../create/draft.ts'
import { Snippets } from '../create/snippets.tsx'
import { go } from '../route.ts'
import { Icon } from '../ui/icon.tsx'
import { parseExactly } from '../ui/json-lines.ts'
import { JsonView, type Mark } from '../ui/json-view.tsx'
import { dateText } from '../ui/texts.ts'
import { useView } from '../view-select.tsx'
import { TroubleMarks } from './trouble-marks.tsx'

export function RequestDetail({ request }: { request: NumberedRequest }) {
  const { method, url, status, time, operationId, body, refusal, trouble, issues = [], warnings = [] } = request
  const { served } = useView()
  const { data: operations } = useQuery(controlQueries.operations(served))
  const operation = operations?.find(({ id }) => id === operationId)
  const parsed = body === undefined ? undefined : parsedOf(body)
  const marks: Mark[] = [
    ...issues.map((issue) => ({ ...issue, kind: 'refused' as const })),
    ...warnings.map(({ path, message }) => ({ path, message, kind: 'unknown' as const })),
  ]
  const sendAgain = () => {
    draftOf.set({ operation: operationId!, text: parsed === undefined ? body : JSON.stringify(JSON.parse(body!), undefined, 2) })
    go('create', operationId)
  }
  return (
    <article className="detail" aria-label={`${method} ${url}`}>
      <header className="detail-head">
        <h2>
          <code>
            {method} {url}
          </code>
        </h2>
        <p className="facts">
          <span className={status >= 400 ? 'status-code bad' : 'status-code'}>HTTP {status}</span>
          {operationId && <code>{operationId}</code>}
          <time>{dateText(time)}</time>
        </p>
        {operation?.method === 'POST' && (
          <div className="button-row">
            <Button className="button" onPress={sendAgain}>
              <Icon name="again" /> Send again…
            </Button>
          </div>
        )}
      </header>
      {refusal && issues.length === 0 && <Refusal {...refusal} />}
      {trouble && <TroubleMarks causes={trouble} />}
      {status >= 400 && !refusal && !trouble && marks.length === 0 && (
        <p className="reason">Refused, but no rule of the body was broken: look at the credential and the address.</p>
      )}
      {parsed !== undefined && <JsonView value={parsed} marks={marks} label="Body" />}
      {parsed === undefined && body !== undefined && (
        <>
          <MarkList marks={marks} />
          <pre className="raw">{body}</pre>
        </>
      )}
      {body === undefined && (marks.length > 0 ? <MarkList marks={marks} /> : <p className="hint">It had no body.</p>)}
      {operation && parsed !== undefined && operation.method === 'POST' && (
        <>
          <h3>The same as code</h3>
          <Snippets operation={operation} body={parsed} view={served} served={served} />
        </>
      )}
      <p className="hint">Headers are not kept: they hold credentials.</p>
    </article>
  )
}

/** What the caller was told, and what is to be done about it. */
function Refusal({ code, message }: NonNullable<NumberedRequest['refusal']>) {
  const { data: words } = useQuery(controlQueries.words)
  const fix = words?.codes.find((known) => known.code === code)?.fix
  return (
    <div className="reason">
      <p>
        <code>{code}</code> {message}
      </p>
      {fix && <p className="reason-fix">{fix}</p>}
    </div>
  )
}

function MarkList({ marks }: { marks: readonly Mark[] }) {
  return marks.map((mark) => (
    <p key={`${mark.path} ${mark.rule} ${mark.message}`} className={`mark ${mark.kind}`}>
      <strong>{mark.kind === 'refused' ? 'Refused' : 'Ignored'}</strong>
      <code>{mark.path}</code>
      {mark.rule && <code className="mark-rule">{mark.rule}</code>}
      <span>{mark.message}</span>
    </p>
  ))
}

/** The body; undefined where it is none, or where the log has cut it. */
function parsedOf(text: string): unknown {
  try {
    return parseExactly(text)
  } catch {
    return undefined
  }
}
