/** What the word beside a fact says of it. */
export const originWords: Record<string, string> = {
  documented: 'The vendor says so.',
  captured: 'Seen word for word in an answer of the service.',
  observed: 'Somebody saw the service do it.',
  gateway: 'A gateway or reseller says so, or it was seen through one.',
  inferred: 'A conclusion from other facts.',
  unknown: 'It was looked for and not found.',
}
