import { Observable } from '../control/observable.ts'

/** The secret that signatures are checked with. On this page only: it is written nowhere. */
export const webhookSecret = new Observable('')
