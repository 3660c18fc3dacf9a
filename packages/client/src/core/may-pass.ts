import { KlingConnectionError } from '../errors/kling-connection-error.js'
import { KlingServerError } from '../errors/kling-server-error.js'

/** Whether a failure may pass by itself, so that a read is worth sending again. Of anything else it is not known what it did. */
export function mayPass(error: unknown): error is KlingConnectionError | KlingServerError {
  return error instanceof KlingConnectionError || error instanceof KlingServerError
}
