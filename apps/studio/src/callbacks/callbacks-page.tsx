import { callbackList } from '../control/callback-store.ts'
import { useObservable } from '../control/observable.ts'
import type { Delivery } from '../control/types.ts'
import { go, hrefOf, usePlace } from '../route.ts'
import { Badge } from '../ui/badge.tsx'
import { Split } from '../ui/split.tsx'
import { numberText, timeText } from '../ui/texts.ts'
import { VirtualList } from '../ui/virtual-list.tsx'
import { CallbackDetail } from './callback-detail.tsx'
import { NoCallbacks } from './no-callbacks.tsx'
import { SecretPanel } from './secret-panel.tsx'

/** What was called back, attempt by attempt. */
export default function CallbacksPage() {
  const { deliveries, signed } = useObservable(callbackList)
  const { item } = usePlace()
  const chosen = deliveries.find(({ id }) => id === item)
  if (deliveries.length === 0) return <NoCallbacks signed={signed} />
  const list = (
    <>
      <div className="toolbar">
        <p className="title" aria-hidden="true">
          Callbacks
        </p>
        <p className="count">{numberText(deliveries.length)}</p>
        <span className="spring" />
        <span className={signed ? 'tag good' : 'tag warn'}>{signed ? 'signed' : 'not signed'}</span>
      </div>
      <SecretPanel signed={signed} />
      <VirtualList
        label="Callbacks"
        items={deliveries}
        rowHeight={44}
        keyOf={({ id }) => id}
        selected={item}
        onSelect={(id) => go('callbacks', id, { replace: true })}
      >
        {(delivery) => <CallbackRow delivery={delivery} />}
      </VirtualList>
    </>
  )
  return <Split title="Callbacks" list={list} detail={chosen && <CallbackDetail key={chosen.id} delivery={chosen} />} backHref={hrefOf('callbacks')} />
}

function CallbackRow({ delivery: { taskId, status, url, attempts, outcome, dueAt } }: { delivery: Delivery }) {
  return (
    <div className="request-row">
      <Badge status={status.startsWith('succeed') ? 'succeeded' : status} />
      <span className="request-words">
        <code className="request-url">{url}</code>
        <span className="hint">task {taskId}</span>
      </span>
      <span className="request-marks">
        {attempts.length > 1 && <span className="tag">{attempts.length} attempts</span>}
        <span className={outcome === 'delivered' ? 'tag good' : outcome === 'waiting' ? 'tag' : 'tag bad'}>{outcome.replaceAll('-', ' ')}</span>
      </span>
      <time>{timeText(dueAt)}</time>
    </div>
  )
}
