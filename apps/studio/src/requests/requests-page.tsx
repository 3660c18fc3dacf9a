import { useState } from 'react'
import { useObservable } from '../control/observable.ts'
import { type NumberedRequest, requestList } from '../control/request-store.ts'
import { go, hrefOf, usePlace } from '../route.ts'
import { Choice } from '../ui/choice.tsx'
import { Empty } from '../ui/empty.tsx'
import { Split } from '../ui/split.tsx'
import { numberText, timeText } from '../ui/texts.ts'
import { VirtualList } from '../ui/virtual-list.tsx'
import { RequestDetail } from './request-detail.tsx'
import { troubleTag } from './trouble-marks.tsx'

const kinds: Record<string, { label: string; fits: (request: NumberedRequest) => boolean }> = {
  all: { label: 'All', fits: () => true },
  refused: { label: 'Refused', fits: ({ status }) => status >= 400 },
  trouble: { label: 'With trouble', fits: ({ trouble }) => trouble !== undefined },
  ignored: { label: 'With unknown fields', fits: ({ warnings = [] }) => warnings.length > 0 },
  changes: { label: 'Without reads', fits: ({ method }) => method !== 'GET' },
}

/** What came in, and what was wrong with it. */
export default function RequestsPage() {
  const requests = useObservable(requestList)
  const { item } = usePlace()
  const [kind, setKind] = useState('all')
  const shown = kind === 'all' ? requests : requests.filter(kinds[kind]!.fits)
  const chosen = requests.find(({ key }) => String(key) === item)
  if (requests.length === 0) {
    return (
      <Empty
        title="No request has come in yet"
        action={
          <a className="button primary" href={hrefOf('create')}>
            Send one from here
          </a>
        }
      >
        <p>
          Every call of the API is listed here, the last thousand of them: what was refused and by which rule, and fields that the service would silently
          ignore.
        </p>
        <p>Point your application at</p>
        <p>
          <code className="address big">{location.origin}</code>
        </p>
      </Empty>
    )
  }
  const list = (
    <>
      <div className="toolbar">
        <p className="title" aria-hidden="true">
          Requests
        </p>
        <Choice label="Which" hideLabel items={Object.entries(kinds).map(([id, { label }]) => ({ id, label }))} value={kind} onChange={setKind} />
        <p className="count">{numberText(shown.length)}</p>
      </div>
      {shown.length === 0 ? (
        <p className="waiting">None of that kind.</p>
      ) : (
        <VirtualList
          label="Requests"
          items={shown}
          rowHeight={44}
          keyOf={({ key }) => String(key)}
          selected={item}
          scope={kind}
          onSelect={(key) => go('requests', key, { replace: true })}
        >
          {(request) => <RequestRow request={request} />}
        </VirtualList>
      )}
    </>
  )
  return <Split title="Requests" list={list} detail={chosen && <RequestDetail key={chosen.key} request={chosen} />} backHref={hrefOf('requests')} />
}

function RequestRow({ request: { method, url, status, time, trouble, issues = [], warnings = [], operationId } }: { request: NumberedRequest }) {
  return (
    <div className="request-row">
      <code className={`method ${method}`}>{method}</code>
      <span className="request-words">
        <code className="request-url">{url}</code>
        {operationId && <span className="hint">{operationId}</span>}
      </span>
      <span className="request-marks">
        {trouble && <span className="tag accent">{troubleTag(trouble)}</span>}
        {issues.length > 0 && <span className="tag bad">{issues.length === 1 ? '1 rule broken' : `${issues.length} rules broken`}</span>}
        {warnings.length > 0 && <span className="tag warn">{warnings.length} ignored</span>}
      </span>
      <span className={status >= 400 ? 'status-code bad' : 'status-code'}>{status}</span>
      <time>{timeText(time)}</time>
    </div>
  )
}
