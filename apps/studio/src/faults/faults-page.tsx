import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, Input, Label, NumberField, TextField } from 'react-aria-components'
import { controlApi } from '../control/control-api.ts'
import { controlQueries } from '../control/queries.ts'
import type { TroubleRule, Words } from '../control/types.ts'
import { attempt } from '../ui/attempt.ts'
import { Choice } from '../ui/choice.tsx'
import { useView } from '../view-select.tsx'
import { RuleList } from './rule-list.tsx'
import { TroubleField } from './trouble-field.tsx'

const any = '*'

/** Rules that make requests go wrong, whoever sends them. */
export default function FaultsPage() {
  const cache = useQueryClient()
  const { served } = useView()
  const { data: operations = [] } = useQuery(controlQueries.operations(served))
  const { data: words } = useQuery(controlQueries.words)
  const [then, setThen] = useState('')
  const [operation, setOperation] = useState(any)
  const [model, setModel] = useState('')
  const [prompt, setPrompt] = useState('')
  const [nth, setNth] = useState(1)
  const [often, setOften] = useState('once')
  const [percent, setPercent] = useState(50)

  const add = async (rule: TroubleRule) => {
    await attempt(() => controlApi.addRule(rule), 'The rule is in force')
    await cache.invalidateQueries({ queryKey: ['control', 'rules'] })
  }
  const rule: TroubleRule = {
    match: {
      ...(operation === any ? {} : { operation }),
      ...(model === '' ? {} : { model }),
      ...(prompt === '' ? {} : { prompt }),
      ...(often === 'once' ? { nth } : {}),
    },
    then,
    ...(often === 'sometimes' ? { probability: percent / 100 } : {}),
  }
  const quick = [
    ...(words?.failures.slice(0, 1) ?? []).map(({ name, text }) => ({ then: `fail=${name}`, label: 'Task is accepted and fails', about: `“${text}”` })),
    ...(words ? toBeReadyFor(words.codes) : []).map(({ code, http, meaning }) => ({
      then: `code=${code}`,
      label: meaning.replace(/\.$/, ''),
      about: `· HTTP ${http}`,
    })),
  ]
  return (
    <div className="columns">
      <section className="column" aria-labelledby="faults-title">
        <h1 id="faults-title">Make requests go wrong</h1>
        <h2>For the next create, at one click</h2>
        <ul className="cards">
          {quick.map(({ then: word, label, about }) => (
            <li key={word}>
              <Button className="card" onPress={() => add({ match: { operation: 'create*', nth: 1 }, then: word })}>
                <strong>{label}</strong>
                <span>
                  <code>{word}</code> {about}
                </span>
              </Button>
            </li>
          ))}
        </ul>
        <h2>A rule of your own</h2>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            void add(rule)
          }}
        >
          <TroubleField label="What happens" value={then} onChange={setThen} />
          <div className="form-row">
            <Choice
              label="To requests for"
              items={[
                { id: any, label: 'Any operation' },
                { id: 'create*', label: 'Every create' },
                ...operations.map(({ id, path, method }) => ({ id, label: id, about: `${method} ${path}` })),
              ]}
              value={operation}
              onChange={setOperation}
            />
            <TextField className="field" value={model} onChange={setModel}>
              <Label>Model</Label>
              <Input placeholder="any" spellCheck="false" />
            </TextField>
            <TextField className="field grow" value={prompt} onChange={setPrompt}>
              <Label>Prompt contains</Label>
              <Input placeholder="anything" />
            </TextField>
          </div>
          <div className="form-row">
            <Choice
              label="How often"
              items={[
                { id: 'once', label: 'Once' },
                { id: 'always', label: 'Every time' },
                { id: 'sometimes', label: 'Sometimes' },
              ]}
              value={often}
              onChange={setOften}
            />
            {often === 'once' && (
              <NumberField className="field" value={nth} minValue={1} onChange={(value) => setNth(value || 1)}>
                <Label>At which matching request</Label>
                <Input />
              </NumberField>
            )}
            {often === 'sometimes' && (
              <NumberField className="field" value={percent} minValue={1} maxValue={100} onChange={(value) => setPercent(value || 1)}>
                <Label>Percent of them</Label>
                <Input />
              </NumberField>
            )}
          </div>
          <div className="button-row">
            <Button type="submit" className="button primary" isDisabled={then === ''}>
              Set the rule
            </Button>
            {then !== '' && <code className="address">{JSON.stringify(rule)}</code>}
          </div>
        </form>
      </section>
      <RuleList words={words} />
    </div>
  )
}

/** What an application should be ready for: one code of each group and retry class, and all by which content and limits are judged. */
function toBeReadyFor(codes: Words['codes']): Words['codes'] {
  const policy = codes.filter(({ group }) => group === 'policy')
  const others = codes.filter(({ group }) => group !== 'policy')
  return [...policy, ...others.filter((code, index) => index === others.findIndex(({ group, retry }) => group === code.group && retry === code.retry))]
}
