import type { FilterField } from '../shared/filter-field.ts'
import { featureWords, maps, models, spaced } from './matrix.ts'

const operations = [
  ...new Set([...Object.values(maps).flatMap((rows) => rows.map(({ operation }) => operation)), ...models.flatMap((model) => model.operations)]),
]

export const capabilityFields: FilterField[] = [
  { name: 'model', label: 'Model', type: 'choice', options: models.map(({ id, title }) => ({ value: id, label: title })) },
  { name: 'operation', label: 'Operation', type: 'choice', options: operations.toSorted().map((id) => ({ value: id, label: id })) },
  { name: 'feature', label: 'Can', type: 'choice', options: Object.keys(featureWords).map((name) => ({ value: name, label: spaced(name) })) },
]
