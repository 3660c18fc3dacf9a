/** What a row says of itself: lists of words by name, its text, its day. */
export interface FilterableRow {
  words: Record<string, string | undefined>
  text: string
  date?: string | undefined
}

/** Whether a row fulfils all that is chosen; what is empty chooses nothing. */
export function fits(row: FilterableRow, chosen: Record<string, string>): boolean {
  return Object.entries(chosen).every(([name, value]) => {
    if (value === '') return true
    // A month without a day counts as its last one, so that nothing new is left out.
    if (name === 'since') return (row.date ?? '').padEnd(10, '-99') >= value
    if (name === 'words') return words(value).every((word) => row.text.toLowerCase().includes(word))
    return (row.words[name] ?? '').split(' ').includes(value)
  })
}

function words(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean)
}
