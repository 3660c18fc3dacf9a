import { queryOptions } from '@tanstack/react-query'
import { controlApi } from './control-api.ts'
import type { View } from './types.ts'

/** Queries of the control API. Keys that begin with `control` are read again when something happened. */
export const controlQueries = {
  health: queryOptions({ queryKey: ['fixed', 'health'], queryFn: controlApi.health, staleTime: Number.POSITIVE_INFINITY }),
  words: queryOptions({ queryKey: ['fixed', 'words'], queryFn: controlApi.words, staleTime: Number.POSITIVE_INFINITY }),
  operations: (view: View) =>
    queryOptions({ queryKey: ['fixed', 'operations', view], queryFn: () => controlApi.operations(view), staleTime: Number.POSITIVE_INFINITY }),
  examples: (view: View, id: string) =>
    queryOptions({ queryKey: ['fixed', 'examples', view, id], queryFn: () => controlApi.examples(view, id), staleTime: Number.POSITIVE_INFINITY }),
  rules: queryOptions({ queryKey: ['control', 'rules'], queryFn: controlApi.rules }),
  balance: queryOptions({ queryKey: ['control', 'balance'], queryFn: controlApi.balance }),
  charges: queryOptions({ queryKey: ['control', 'charges'], queryFn: controlApi.charges }),
}
