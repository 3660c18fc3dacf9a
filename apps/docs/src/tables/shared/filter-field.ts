/** One way to choose rows. A row is an element with `data-row`; it fits a choice if its `data-<name>` holds the value as a word, a date if its `data-date` is not before it. */
export interface FilterField {
  name: string
  label: string
  type: 'choice' | 'words' | 'since'
  options?: { value: string; label: string }[]
}
