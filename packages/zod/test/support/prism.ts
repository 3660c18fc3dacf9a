import { getHttpOperationsFromSpec } from '@stoplight/prism-http'
import { validateInput } from '@stoplight/prism-http/dist/validator/index.js'
import type { PublishedDocument, RequestOperation } from './document.js'

type Operation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number]

/** What stock Prism says of the bodies of a document, asked as its own server asks. */
export class StockPrism {
  private constructor(private readonly operations: Map<string | undefined, Operation>) {}

  static async load(document: PublishedDocument): Promise<StockPrism> {
    const operations = await getHttpOperationsFromSpec(document.content)
    return new StockPrism(new Map(operations.map((operation) => [operation.iid, operation])))
  }

  verdictOf({ id, path, method }: RequestOperation): (body: unknown) => boolean {
    const resource = this.operations.get(id)!
    const headers = { 'content-type': 'application/json' }
    return (body) => validateInput({ resource, element: { method, url: { path }, headers, body } as never })._tag === 'Right'
  }
}
