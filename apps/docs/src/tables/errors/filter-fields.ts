import { errors } from '@klingkit/openapi'
import type { FilterField } from '../shared/filter-field.ts'

const choice = (name: string, label: string, values: (string | number)[]): FilterField => ({
  name,
  label,
  type: 'choice',
  options: [...new Set(values)].map((value) => ({ value: String(value), label: String(value) })),
})
const refusals = errors.codes.filter(({ code }) => code !== 0)

export const errorFields: FilterField[] = [
  { name: 'words', label: 'Code or words of the message', type: 'words' },
  choice(
    'status',
    'HTTP status',
    refusals.map(({ http }) => http).toSorted((a, b) => a - b),
  ),
  choice('retry', 'Again?', Object.keys(errors.retry_classes)),
]
