import { operations } from '@klingkit/openapi'
import type { FilterField } from '../shared/filter-field.ts'
import { changes } from './changelog.ts'

const touched = new Set(changes.flatMap((change) => change.operations ?? []))

export const changeFields: FilterField[] = [
  { name: 'since', label: 'Since', type: 'since' },
  { name: 'words', label: 'Words', type: 'words' },
  {
    name: 'operation',
    label: 'Operation',
    type: 'choice',
    options: operations.filter(({ id }) => touched.has(id)).map(({ id }) => ({ value: id, label: id })),
  },
]
