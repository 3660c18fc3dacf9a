import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { bracketMatching, indentOnInput } from '@codemirror/language'
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { editorLook } from './editor-look.ts'
import { nearest, placesIn } from './json-places.ts'
import type { Verdict } from './verdict.ts'

interface Given {
  label: string
  value: string
  onChange: (text: string) => void
  verdict: Verdict | undefined
}

/** CodeMirror, in a shadow root: there it can bring its styles along without a style element, which the policy of the page forbids. */
export default function BodyEditor({ label, value, onChange, verdict }: Given) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView>(undefined)
  const current = useRef({ onChange })
  current.current = { onChange }

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes is handed over below.
  useEffect(() => {
    const root = host.current!.shadowRoot ?? host.current!.attachShadow({ mode: 'open' })
    const view = new EditorView({
      root,
      parent: root as unknown as Element,
      state: EditorState.create({
        doc: value,
        extensions: [
          lineNumbers(),
          history(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          json(),
          lintGutter(),
          // Tab leaves the editor, as everywhere on a page.
          keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorView.updateListener.of((update) => update.docChanged && current.current.onChange(update.state.doc.toString())),
          ...editorLook,
        ],
      }),
    })
    editor.current = view
    return () => view.destroy()
  }, [label])

  useEffect(() => {
    const view = editor.current
    if (view && view.state.doc.toString() !== value) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } })
  }, [value])

  useEffect(() => {
    const view = editor.current
    if (view) view.dispatch(setDiagnostics(view.state, diagnostics(view.state, verdict)))
  }, [verdict])

  return <div ref={host} className="editor" />
}

function diagnostics(state: EditorState, verdict: Verdict | undefined): Diagnostic[] {
  if (!verdict) return []
  if (verdict.broken) return [{ from: 0, to: Math.min(1, state.doc.length), severity: 'error', message: verdict.broken }]
  const places = placesIn(state)
  return [
    ...verdict.issues.map(({ path, rule, message }): Diagnostic => ({ ...nearest(places, path), severity: 'error', message: `${message} (${rule})` })),
    ...verdict.warnings.map(({ path, message }): Diagnostic => ({ ...nearest(places, path), severity: 'warning', message })),
  ]
}
