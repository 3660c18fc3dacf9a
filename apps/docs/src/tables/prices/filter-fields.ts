import type { FilterField } from '../shared/filter-field.ts'
import { prices } from './price-rows.ts'

const choice = (name: string, label: string, values: string[]): FilterField => ({
  name,
  label,
  type: 'choice',
  options: [...new Set(values)].toSorted().map((value) => ({ value, label: value })),
})

export const priceFields: FilterField[] = [
  choice(
    'operation',
    'Operation',
    prices.flatMap((row) => row.operations),
  ),
  choice(
    'model',
    'model_name',
    prices.flatMap((row) => [row.when?.['model_name'] ?? []].flat() as string[]),
  ),
  choice(
    'package',
    'Pack',
    prices.map((row) => row.package),
  ),
]
