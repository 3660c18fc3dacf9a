import type { FilterField } from '../shared/filter-field.ts'
import { scenes } from './effects.ts'

const inputs = [...new Set(scenes.map((scene) => scene.inputs))].toSorted()

export const sceneFields: FilterField[] = [
  { name: 'words', label: 'Name', type: 'words' },
  { name: 'inputs', label: 'Pictures', type: 'choice', options: inputs.map((count) => ({ value: String(count), label: String(count) })) },
]
