import { spawn } from 'node:child_process'
import path from 'node:path'

/** Runs kling-mock and shows, once it listens, three calls to try. Options are handed on: `pnpm start --port 5000`. */
const cli = path.resolve(import.meta.dirname, '../../packages/mock/dist/cli.js')
const mock = spawn(process.execPath, [cli, ...process.argv.slice(2)], { stdio: ['ignore', 'pipe', 'inherit'] })

let shown = false
mock.stdout.setEncoding('utf8').on('data', (text: string) => {
  process.stdout.write(text)
  const url = /listening on (https?:[^\s"]+)/.exec(text)?.[1]
  if (!url || shown) return
  shown = true
  console.log(callsToTry(url))
})
mock.on('exit', (code) => process.exit(code ?? 0))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => mock.kill(signal))

function callsToTry(url: string): string {
  const create = `curl -X POST ${url}/v1/videos/text2video -H 'Authorization: Bearer any' -H 'Content-Type: application/json'`
  return `
Look at ${url}/__kling/ in a browser: everything can be tried from there.

Or try it in another terminal. Create a task; read it a few times, after two seconds it has a video that plays; make the next one fail:

  ${create} -d '{"model_name":"kling-v3","prompt":"a fox in the snow","external_task_id":"fox-1"}'
  curl ${url}/v1/videos/text2video/fox-1 -H 'Authorization: Bearer any'
  ${create} -d '{"model_name":"kling-v3","prompt":"a fox in the snow"}' -H 'kling-mock-trouble: code=1303'
`
}
