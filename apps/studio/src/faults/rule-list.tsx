import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Button } from 'react-aria-components'
import { controlApi } from '../control/control-api.ts'
import { controlQueries } from '../control/queries.ts'
import type { KeptRule, Words } from '../control/types.ts'
import { hrefOf, usePlace } from '../route.ts'
import { attempt } from '../ui/attempt.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Icon } from '../ui/icon.tsx'

/** The rules in force, each with how often it was met. */
export function RuleList({ words }: { words: Words | undefined }) {
  const cache = useQueryClient()
  const { data: rules = [] } = useQuery(controlQueries.rules)
  const { item } = usePlace()
  const meant = useRef<HTMLLIElement>(null)
  const isThere = rules.some(({ id }) => id === item)
  // Who comes from a request is led to its rule.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another one is meant.
  useEffect(() => meant.current?.focus(), [item, isThere])
  const remove = async (id: string) => {
    await attempt(() => controlApi.removeRule(id), 'The rule is gone')
    await cache.invalidateQueries({ queryKey: ['control', 'rules'] })
  }
  return (
    <section className="column" aria-labelledby="rules-title">
      <h2 id="rules-title">Rules in force</h2>
      {rules.length === 0 && (
        <p className="hint">None: everything goes well, unless a request brings trouble of its own. The first rule that matches counts.</p>
      )}
      {rules.length > 0 && (
        <p className="hint">
          <a href={hrefOf('create')}>Send a request</a>, from here or from your application, and it meets the first rule that matches.
        </p>
      )}
      <ul className="rules">
        {rules.map((kept) => (
          <li key={kept.id} ref={kept.id === item ? meant : undefined} tabIndex={-1} className={kept.id === item ? 'rule meant' : 'rule'}>
            <div>
              <p className="rule-then">
                <code>{thenText(kept)}</code>
              </p>
              <p>{inWords(kept, words)}</p>
              <p className="hint">
                <code>{kept.id}</code> {seenText(kept)}
              </p>
            </div>
            <CopyButton text={curlOf(kept)} what="the rule as curl command" />
            <Button className="button quiet square" aria-label={`Remove ${kept.id}`} onPress={() => remove(kept.id)}>
              <Icon name="trash" />
            </Button>
          </li>
        ))}
      </ul>
      <details className="words">
        <summary>All words a rule can say</summary>
        <dl>
          {words?.words.map(({ name, form, about }) => (
            <div key={name}>
              <dt>
                <code>{form}</code>
              </dt>
              <dd>{about}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  )
}

function thenText({ rule }: KeptRule): string {
  return typeof rule.then === 'string' ? rule.then : JSON.stringify(rule.then)
}

function inWords(kept: KeptRule, words: Words | undefined): string {
  const { match = {}, probability = 1 } = kept.rule
  const operation = match.operation === 'create*' ? 'every create' : (match.operation ?? 'any request')
  const parts = [
    match.nth ? `Request ${match.nth} of ${operation}` : `At ${operation}`,
    match.model && `with model ${match.model}`,
    match.prompt && `whose prompt contains “${match.prompt}”`,
    probability < 1 && `in ${Math.round(probability * 100)} of 100 cases`,
  ]
  const said = thenText(kept)
    .split(',')
    .map((word) => word.trim().split('=')[0])
  const meant = words?.words.filter(({ name }) => said.includes(name)).map(({ about }) => about) ?? []
  return [`${parts.filter(Boolean).join(' ')}:`, meant.join('; ')].join(' ')
}

function seenText({ rule, seen }: KeptRule): string {
  const times = seen === 1 ? 'matched once' : `matched ${seen} times`
  const nth = rule.match?.nth
  return nth !== undefined && seen >= nth ? `${times}; it has happened` : times
}

function curlOf({ rule }: KeptRule): string {
  return `curl -X POST ${location.origin}/__kling/rules -d '${JSON.stringify(rule).replaceAll("'", "'\\''")}'`
}
