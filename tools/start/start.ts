import { spawn } from 'node:child_process'
import path from 'node:path'

/** Runs kling-mock and shows, once it listens, three calls to try. Options are handed on: `pnpm start --port 5000`. */
const cli = path.resolve(import.meta.dirname, '../../packages/mock/dist/cli.js')
const mock = spawn(process.execPath, [cli, ...process.argv.slice(2)], { stdio: ['ignore', 'pipe', 'inherit'] })

mock.stdout.setEncoding('utf8').on('data', (text: string) => {
  process.stdout.write(text)
  const url = /listening on (\S+)/.exec(text)?.[1]
  if (url) console.log(callsToTry(url))
})
mock.on('exit', (code) => process.exit(code ?? 0))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => mock.kill(signal))

function callsToTry(url: string): string {
  return `
Try it in another terminal:

  curl -X POST ${url}/v1/videos/text2video -H 'Authorization: Bearer any' -H 'Content-Type: application/json' -d '{"model_name":"kling-v3","prompt":"a fox in the snow"}'
  curl ${url}/v1/videos/text2video/867283741759111202 -H 'Authorization: Bearer any'
  curl ${url}/v1/videos/text2video/867283741759111202 -H 'Authorization: Bearer any' -H 'Prefer: code=429'
`
}
