/** What the runtime says of a failed connection, in brackets: ` (ECONNREFUSED)`. Some have it on the error itself, some one deeper; browsers do not tell. */
export function connectionCode(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: string; cause?: { code?: string } }
  const found = cause?.code ?? code
  return found ? ` (${found})` : ''
}

/** Whether nothing listens there, or the name has no address: not a byte was sent, so sending again is safe for every operation. */
export function neverConnected(error: unknown): boolean {
  return / \((ECONNREFUSED|ENOTFOUND|EAI_AGAIN)\)/.test(connectionCode(error))
}
