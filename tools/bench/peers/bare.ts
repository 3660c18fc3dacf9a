import http from 'node:http'

/**
 * The ceiling: what `node:http` can do with a JSON body, a counter for ids and a Map to keep tasks in, when it answers with as many bytes as the API does.
 * No router, no checks, no credentials, no log.
 */
interface StoredTask {
  task_id: string
  task_status: string
  task_status_msg: string
  created_at: number
  updated_at: number
  task_info: object
  task_result: object
}

const tasks = new Map<string, { task: StoredTask; body: unknown }>()
let counter = 0

const server = http.createServer((request, response) => {
  if (request.method !== 'POST') return send(response, tasks.get(request.url!.slice(request.url!.lastIndexOf('/') + 1))?.task)
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => send(response, create(JSON.parse(Buffer.concat(chunks).toString()))))
})

function create(body: unknown): object {
  const task_id = `867283741${String(++counter).padStart(9, '0')}`
  const created_at = Date.now()
  const task = {
    task_id,
    task_status: 'succeed',
    task_status_msg: '',
    created_at,
    updated_at: created_at,
    task_info: {},
    task_result: { videos: [{ id: task_id, url: `http://127.0.0.1:4010/__kling/media/video/${task_id}.mp4?seconds=5&ratio=16%3A9`, duration: '5.041' }] },
  }
  tasks.set(task_id, { task, body })
  return { task_id, task_status: 'submitted', created_at, updated_at: created_at, task_info: {} }
}

function send(response: http.ServerResponse, data: object | undefined): void {
  const text = JSON.stringify({ code: 0, message: 'SUCCEED', request_id: '3f1c5a52-6c1b-4d2e-8a51-9f0c5f1f2a77', data })
  response.writeHead(data ? 200 : 404, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text)
}

server.listen(Number(process.argv[2]), '127.0.0.1')
