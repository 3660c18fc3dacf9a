import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Input, Label, TextField } from 'react-aria-components'
import { controlQueries } from '../control/queries.ts'
import type { Words } from '../control/types.ts'
import { Choice } from '../ui/choice.tsx'

interface Given {
  label: string
  /** Words as in a header: `delay=5s,fail=risk-control`. */
  value: string
  onChange: (words: string) => void
}

const none = 'none'
const own = 'own words'

/** What shall go wrong: a known failure, an error code, or any words the mock understands. */
export function TroubleField({ label, value, onChange }: Given) {
  const { data: words } = useQuery(controlQueries.words)
  const [typing, setTyping] = useState(false)
  if (!words) return null
  const items = itemsOf(words)
  const isOwn = typing || !items.some(({ id }) => id === (value || none))
  const choose = (id: string) => {
    setTyping(id === own)
    if (id !== own) onChange(id === none ? '' : id)
  }
  return (
    <div className="form-row">
      <Choice label={label} items={items} value={isOwn ? own : value || none} onChange={choose} />
      {isOwn && <OwnWords words={words} value={value} onChange={onChange} />}
    </div>
  )
}

/** Words put together by hand, with all there are within reach. */
function OwnWords({ words, value, onChange }: { words: Words; value: string; onChange: (words: string) => void }) {
  return (
    <>
      <TextField className="field grow" value={value} onChange={onChange}>
        <Label>Words, joined by commas</Label>
        <Input placeholder="delay=2s,code=5001" spellCheck="false" />
      </TextField>
      <Choice
        label="Add a word"
        items={words.words.map(({ name, form, about }) => ({ id: name, label: form, about }))}
        value=""
        onChange={(name) => onChange([value, words.words.find((word) => word.name === name)!.form].filter(Boolean).join())}
      />
    </>
  )
}

function itemsOf({ failures, codes }: Words) {
  return [
    { id: none, label: 'Nothing goes wrong' },
    ...failures.map(({ name, text }) => ({ id: `fail=${name}`, label: `Task fails: ${name}`, about: text })),
    ...codes.map(({ code, http, meaning }) => ({ id: `code=${code}`, label: `Refused: ${code}`, about: `HTTP ${http}. ${meaning}` })),
    { id: own, label: 'Own words…', about: 'delays, broken connections, lost answers, callbacks' },
  ]
}
