/** A refusal in Kling's envelope, so that the client in the page throws the error that fits. */
export function refusal(status: number, code: number, message: string): Response {
  return Response.json({ code, message: `klingProxy: ${message}`, request_id: '' }, { status, headers: { 'cache-control': 'no-store' } })
}
