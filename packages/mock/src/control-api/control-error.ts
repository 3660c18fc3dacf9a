/** A request to the control API that cannot be done; the message tells the way out. */
export class ControlError extends Error {
  override name = 'ControlError'
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}
