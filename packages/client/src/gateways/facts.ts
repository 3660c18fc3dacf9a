/** What the document of a gateway says that matters to the client. Written by the generator. */
export interface GatewayFacts {
  /** Its name, for messages. */
  readonly title: string
  /** The usual one first; a segment that differs per customer stands in braces. */
  readonly servers: readonly string[]
  /** A row per relayed operation: id; path, where it is not Kling's; `?n`, where the gateway does not document it and note `n` tells why it is taken to be there. */
  readonly relayed: string
  readonly notes: readonly string[]
  /** Whether reading tasks by the caller's own id is documented. */
  readonly byExternalId: boolean
  /** Whether callbacks are passed on: `relayed`, `none`, or `unknown`, where the field is taken and nothing is said of it. */
  readonly callbacks: string
  /** Creates whose request has no field for the address of callbacks here. */
  readonly withoutCallback: readonly string[]
  /** Creates whose samples have ids of elements as text, where Kling documents numbers. */
  readonly idsAsText: readonly string[]
  /** Words for a success, Kling's own first. */
  readonly messages: readonly string[]
  /** Path at which Kling's refusal stands in the answer, where it is passed on inside another one. */
  readonly errorAt?: string
  /** The envelope that some answers come in: paths of its word for the state, and of the task in it. */
  readonly wrapper?: { readonly status: string; readonly done: string; readonly body: string }
  /** Operation -> members of the body that get another value than Kling's when they are left out. */
  readonly defaults: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** Methods of a resource whose body may also be of the gateway's own form. Answers and options stay Kling's. */
export type Widened<Methods, Names extends keyof Methods, Body, Limit = unknown> = {
  [Name in Names]: Methods[Name] extends (body: infer Own extends object, options?: infer Options) => infer Result
    ? (body: (Own | Body) & Limit, options?: Options) => Result
    : Methods[Name]
}
