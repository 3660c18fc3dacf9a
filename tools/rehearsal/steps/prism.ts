import { open } from '../command.ts'
import { install, npmCli, userEnvironment } from '../npm.ts'
import { freePort } from '../registry.ts'
import type { Step } from '../step.ts'

/** Stock Prism on the published document. */
export const prismStep: Step = {
  name: 'stock prism mock on the published document',
  async run({ folder, registry }) {
    await install(['@klingkit/openapi', '@stoplight/prism-cli@5.16.0'], folder, registry)
    const port = String(await freePort())
    const document = 'node_modules/@klingkit/openapi/dist/openapi.json'
    const prism = open(process.execPath, [npmCli(), 'exec', '--', 'prism', 'mock', '--port', port, document], folder, { env: userEnvironment(registry) })
    try {
      await prism.until(/Prism is listening/)
      const answer = await fetch(`http://127.0.0.1:${port}/v1/videos/text2video/any`, {
        headers: { authorization: 'Bearer any', prefer: 'example=processing' },
      })
      const body = (await answer.json()) as any
      if (answer.status !== 200 || body.data?.task_status !== 'processing') throw new Error(`it answered ${answer.status} ${JSON.stringify(body)}`)
      return 'it started and answered'
    } finally {
      await prism.close()
    }
  },
}
