import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { controlQueries } from '../control/queries.ts'
import type { StudioTask } from '../control/types.ts'
import { capital } from '../ui/texts.ts'
import { promptOf } from './status.ts'

/** What tasks are called: by their prompt, or by what they make. */
export function useTitles(): (task: StudioTask) => string {
  const { data: operations } = useQuery(controlQueries.operations('official'))
  const made = useMemo(() => new Map(operations?.map(({ id, summary }) => [id, capital(summary.replace(/^(Create|Make|Start) (an? )?/, ''))])), [operations])
  return ({ body, operation }) => promptOf(body) || (made.get(operation) ?? operation)
}
