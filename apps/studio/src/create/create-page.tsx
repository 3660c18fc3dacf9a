import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { Button, Checkbox } from 'react-aria-components'
import { receiverUrl } from '../control/control-api.ts'
import { useObservable } from '../control/observable.ts'
import { controlQueries } from '../control/queries.ts'
import { taskList } from '../control/task-store.ts'
import type { OfferedOperation } from '../control/types.ts'
import { TroubleField } from '../faults/trouble-field.tsx'
import { go, usePlace } from '../route.ts'
import { Choice } from '../ui/choice.tsx'
import { useView, viewNames } from '../view-select.tsx'
import { CredentialField, useReadyToSend } from './credential-field.tsx'
import { type Draft, draftOf } from './draft.ts'
import { memberAt, parseExactly, placeOf, withMember, writeExactly } from './exact-json.ts'
import { Findings } from './findings.tsx'
import { firstText } from './first-text.ts'
import { OperationPicker } from './operation-picker.tsx'
import { Outcome } from './outcome.tsx'
import { Snippets } from './snippets.tsx'
import { useSend } from './use-send.ts'
import { useVerdict } from './verdict.ts'

const none: OfferedOperation[] = []

const ownText = 'own text'

const BodyEditor = lazy(() => import('./body-editor.tsx'))

/** Sends any operation, from one of its documented examples. */
export default function CreatePage() {
  const { view, served } = useView()
  const { item } = usePlace()
  const { data: operations = none } = useQuery(controlQueries.operations(view))
  const operation = operations.find(({ id }) => id === item) ?? (item === undefined ? operations.find(({ kind }) => kind === 'async task') : undefined)
  const { data: examples } = useQuery({ ...controlQueries.examples(view, operation?.id ?? ''), enabled: operation !== undefined })
  const saved = useObservable(draftOf)
  const draft: Draft = saved && saved.operation === operation?.id ? saved : { operation: operation?.id ?? '', text: undefined }
  const [opened] = useState(() => taskList.value.tasks)
  const first = useMemo(() => (operation && examples ? firstText(operation, examples, operations, opened) : ''), [operation, examples, operations, opened])
  const text = draft.text ?? first
  const edited = draft.text !== undefined && !draft.example
  const change = (part: Partial<Draft>) => draftOf.set({ ...draft, text, ...part })
  const verdict = useVerdict(view, operation, text)
  const ready = useReadyToSend()
  const send = useSend(operation, served)
  const body = useMemo(() => parsed(text), [text])
  const callbackPlace = useMemo(
    () =>
      placeOf(
        'callback_url',
        (examples ?? []).map((example) => parsed(example.text)),
      ),
    [examples],
  )

  // Another view has other examples; what was typed by hand stays.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the view is another one.
  useEffect(() => send.forget(), [view, operation?.id])

  const choose = (id: string) => {
    draftOf.set({ operation: id, text: undefined })
    go('create', id, { replace: true })
  }
  const here = view === served
  return (
    <div className="columns">
      <section className="column" aria-labelledby="send-title">
        <h1 id="send-title">Send a request</h1>
        <div className="form-row">
          <OperationPicker key={view} label="Operation" operations={operations} value={operation?.id} onChange={choose} />
          {examples && examples.length > 1 && (
            <Choice
              label="Documented example"
              items={[
                ...(edited ? [{ id: ownText, label: 'edited by hand' }] : []),
                ...examples.map(({ name, summary }) => ({ id: name, label: name, about: summary === name ? undefined : summary })),
              ]}
              value={edited ? ownText : (draft.example ?? examples[0]!.name)}
              onChange={(name) => name !== ownText && change({ example: name, text: examples.find((example) => example.name === name)!.text })}
            />
          )}
        </div>
        {item !== undefined && operations.length > 0 && !operation && (
          <p className="reason">
            {viewNames[view]} does not relay {item}. Choose another operation or view.
          </p>
        )}
        {operation && (
          <>
            <p className="facts">
              <code className="address">
                {operation.method} {operation.path}
              </code>
            </p>
            <Suspense fallback={<div className="editor waiting">Loading the editor…</div>}>
              <BodyEditor
                key={`${view} ${operation.id}`}
                label={operation.method === 'GET' ? 'Parameters' : 'Body'}
                value={text}
                onChange={(changed) => changed !== text && change({ text: changed, example: '' })}
                verdict={verdict}
              />
            </Suspense>
            <Findings verdict={verdict} />
            {callbackPlace && (
              <Checkbox
                className="check"
                isSelected={memberAt(body, callbackPlace) === receiverUrl()}
                isDisabled={body === undefined}
                onChange={(on) =>
                  change({ text: writeExactly(withMember(body as Record<string, any>, callbackPlace, on ? receiverUrl() : undefined)), example: '' })
                }
              >
                <span className="box" aria-hidden="true" />
                Call back to this mock, to be seen under Callbacks
              </Checkbox>
            )}
            <TroubleField label="Trouble with this request" value={draft.trouble ?? ''} onChange={(trouble) => change({ trouble })} />
            <CredentialField />
            <div className="button-row">
              <Button
                className="button primary"
                isDisabled={!here || !ready || body === undefined || send.isPending}
                onPress={() => send.mutate({ body, trouble: draft.trouble })}
              >
                {send.isPending ? 'Sending…' : verdict && verdict.issues.length > 0 ? 'Send it all the same' : 'Send'}
              </Button>
              {!here && (
                <p className="hint">
                  This mock serves {viewNames[served]}. To send through {viewNames[view]}: <code>npx @klingkit/mock --gateway {view} --port 4011</code>
                </p>
              )}
            </div>
          </>
        )}
      </section>
      <section className="column" aria-label="Answer and code">
        {operation && <Outcome operation={operation} send={send} served={served} />}
        {operation && body !== undefined && (
          <>
            <h2>The same as code</h2>
            <Snippets operation={operation} body={body} view={view} served={served} trouble={draft.trouble} />
          </>
        )}
      </section>
    </div>
  )
}

function parsed(text: string): unknown {
  try {
    return parseExactly(text)
  } catch {
    return undefined
  }
}
