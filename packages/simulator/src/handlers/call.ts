/** A request that was read, judged and let in. */
export interface Call {
  body: Record<string, any>
  query: Record<string, string | string[]>
  params: Record<string, string>
}
