import { pricing } from '@klingkit/openapi'

interface Charge {
  name: string
  operation: string
  body: object
  [member: string]: unknown
}

/** Charges that were seen, without the bodies: those stand in the data. */
export const charges = (pricing['observed_charges'] as Charge[]).map(({ body: _, agrees, status = 'charged', seconds, via, ...rest }) => ({
  ...rest,
  'as the table says': agrees === false ? 'no' : 'yes',
  status,
  ...(seconds !== undefined && { seconds }),
  ...(via !== undefined && { via }),
}))
