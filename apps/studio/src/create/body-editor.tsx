import 'prism-code-editor/layout.css'
import 'prism-code-editor/prism/languages/json'
import { createEditor, type PrismEditor } from 'prism-code-editor'
import { defaultKeymap, type EditorHotkey, editorCommands } from 'prism-code-editor/commands'
import { useEffect, useRef } from 'react'
import { mark } from './editor-marks.ts'
import type { Verdict } from './verdict.ts'

interface Given {
  label: string
  value: string
  onChange: (text: string) => void
  verdict: Verdict | undefined
}

// Not all that an editor can do: Tab leaves it, as everywhere on a page, and JSON has no comments.
const { Enter } = defaultKeymap as Record<'Enter', EditorHotkey>

/** JSON to be edited: a text area of the browser, its colours and marks beneath. */
export default function BodyEditor({ label, value, onChange, verdict }: Given) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<PrismEditor>(undefined)
  const current = useRef({ onChange })
  current.current = { onChange }

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes is handed over below.
  useEffect(() => {
    const made = createEditor(host.current, { language: 'json', value, wordWrap: true }, editorCommands({ Enter }))
    made.textarea.setAttribute('aria-label', label)
    made.on('update', (text) => current.current.onChange(text))
    editor.current = made
    return () => made.remove()
  }, [label])

  useEffect(() => {
    if (editor.current && editor.current.value !== value) editor.current.setOptions({ value })
  }, [value])

  useEffect(() => {
    if (!editor.current) return
    editor.current.textarea.setAttribute('aria-invalid', String(Boolean(verdict?.broken) || (verdict?.issues.length ?? 0) > 0))
    mark(editor.current, verdict)
  }, [verdict])

  return <div ref={host} className="editor" />
}
