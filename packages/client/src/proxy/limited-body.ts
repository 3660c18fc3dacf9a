/** A body that breaks off when it becomes too long; nothing is held back meanwhile. */
export function limitedBody(body: ReadableStream<Uint8Array>, most: number): { body: ReadableStream<Uint8Array>; exceeded: () => boolean } {
  let bytes = 0
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength
      if (bytes > most) controller.error(new Error('the body is too long'))
      else controller.enqueue(chunk)
    },
  })
  return { body: body.pipeThrough(limit), exceeded: () => bytes > most }
}
