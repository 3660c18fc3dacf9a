/** How Pagefind weighs what it finds: exact words far above those that only begin alike, and the name of a field above its text. Measured by test/search-rates.test.ts. */
export const ranking = {
  pageLength: 0.1,
  termFrequency: 0.1,
  termSaturation: 2,
  termSimilarity: 30,
  diacriticSimilarity: 0.8,
  metaWeights: { name: 8, inner: 6, compound: 4, answer: 0.5, title: 5, words: 1, limits: 0.5 },
}
