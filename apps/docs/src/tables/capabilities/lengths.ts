import { type MatrixRow, type Model, maps, rowsOfModel, spaced } from './matrix.ts'

/** `3 to 15 s`, `5, 10 s`, and where the length comes from if it is no parameter. */
export function lengthText(durations: MatrixRow['durations']): string {
  if (durations === undefined) return ''
  if (Array.isArray(durations)) return durations.length > 0 ? `${durations.join(', ')} s` : ''
  const { min, max, from } = durations
  return `${min} to ${max} s${from ? `, that of the ${spaced(from)}` : ''}`
}

/** The longest result of a model in seconds. */
export function longestOf(model: Model): number | undefined {
  const lengths = rowsOfModel(model).flatMap(({ rows }) => rows.flatMap(({ durations }) => (Array.isArray(durations) ? durations : (durations?.max ?? []))))
  return lengths.length > 0 ? Math.max(...lengths) : undefined
}

/** All qualities of a model, the least first. */
export function qualitiesOf(model: Model): string[] {
  const order = [...new Set(Object.values(maps).flatMap((rows) => rows.flatMap(({ resolution = [], mode = [] }) => [...mode, ...resolution])))]
  const own = new Set(rowsOfModel(model).flatMap(({ rows }) => rows.flatMap(({ resolution = [], mode = [] }) => [...resolution, ...mode])))
  return order
    .filter((quality) => own.has(quality))
    .toSorted((a, b) => Number.parseInt(a, 10) * (a.endsWith('k') ? 1000 : 1) - Number.parseInt(b, 10) * (b.endsWith('k') ? 1000 : 1))
}
