import { Observable } from '../control/observable.ts'

/** What is about to be sent; kept while one looks at other pages. */
export interface Draft {
  operation: string
  /** JSON text: the body, or the parameters of a read. Undefined until an example was chosen. */
  text: string | undefined
  /** Name of the documented example it began with. */
  example?: string
  /** Words of trouble for this request only. */
  trouble?: string
}

export const draftOf = new Observable<Draft | undefined>(undefined)
