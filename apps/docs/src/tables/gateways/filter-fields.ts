import type { FilterField } from '../shared/filter-field.ts'

export const gatewayFields: FilterField[] = [{ name: 'words', label: 'Operation or path', type: 'words' }]
