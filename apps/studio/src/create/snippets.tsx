import { useQuery } from '@tanstack/react-query'
import { controlQueries } from '../control/queries.ts'
import type { OfferedOperation, View } from '../control/types.ts'
import { Code } from '../ui/code.tsx'
import { TabGroup } from '../ui/tabs.tsx'
import { clientCode, curlCode, type Sent } from './client-code.ts'

interface Given {
  operation: OfferedOperation
  body: unknown
  view: View
  served: View
  trouble?: string | undefined
}

/** What is sent, as code to take along. */
export function Snippets({ operation, body, view, served, trouble }: Given) {
  const here = view === served
  const { data: health } = useQuery(controlQueries.health)
  const sent: Sent = {
    operation,
    body,
    view,
    origin: here ? location.origin : 'http://127.0.0.1:4011',
    trouble,
    credentials: (here && health?.credentials) || [],
  }
  return (
    <div className="stack">
      {!here && (
        <p className="hint">
          This mock does not serve that view; such a one is started with <code>npx @klingkit/mock --gateway {view} --port 4011</code>.
        </p>
      )}
      <TabGroup
        label="Code"
        tabs={[
          { id: 'client', label: 'Client', content: <Code text={clientCode(sent)} what="client code" /> },
          { id: 'curl', label: 'curl', content: <Code text={curlCode(sent)} what="curl command" /> },
        ]}
      />
    </div>
  )
}
