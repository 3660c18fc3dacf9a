import { useQuery } from '@tanstack/react-query'
import { controlQueries } from '../control/queries.ts'
import type { TroubleCause } from '../control/types.ts'
import { hrefOf } from '../route.ts'

const names: Record<TroubleCause['by'], string> = {
  rule: 'the rule',
  header: 'its header kling-mock-trouble',
  callback_url: 'words in its callback_url',
  external_task_id: 'words in its external_task_id',
}

/** What made trouble of a request, with the way to the rule. */
export function TroubleMarks({ causes }: { causes: readonly TroubleCause[] }) {
  const { data: rules } = useQuery(controlQueries.rules)
  return causes.map(({ by, rule, words }) => (
    <p key={`${by} ${rule}`} className="mark trouble">
      <strong>Trouble</strong>
      <span>
        by {names[by]}{' '}
        {rule && (rules?.some(({ id }) => id === rule) === false ? `${rule}, which is no longer in force` : <a href={hrefOf('faults', rule)}>{rule}</a>)}
      </span>
      <code className="mark-rule">{words}</code>
    </p>
  ))
}

/** The same as one word of a row. */
export function troubleTag(causes: readonly TroubleCause[]): string {
  const { by, rule } = causes.at(-1)!
  return rule ?? (by === 'header' ? 'trouble by header' : 'magic words')
}
