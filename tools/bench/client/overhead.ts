import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { median, medianRatio } from '../statistics.ts'
import { client, klingApiFile, operations } from './packages.ts'

/** What the client adds to a call, against the same server over one connection. */
export interface Overhead {
  name: string
  /** Microseconds per call, the median of the rounds. */
  microseconds: number
  /** Against bare fetch in the same round, the median of the rounds. */
  ratio: number
}

interface Caller {
  name: string
  call(): Promise<unknown>
}

const created = {
  task_id: '831937391938576428',
  task_status: 'submitted',
  task_info: { external_task_id: 'bench' },
  created_at: 1_760_000_000_000,
  updated_at: 1_760_000_000_000,
}
const finished = {
  ...created,
  task_status: 'succeed',
  task_status_msg: '',
  final_unit_deduction: '1.5',
  task_result: {
    videos: [{ id: '831937392076984388', url: 'https://cdn.example.com/bucket/video.mp4?x-expires=1760086400&sign=0123456789abcdef', duration: '5.1' }],
  },
}
const body = {
  model_name: 'kling-v2-6',
  prompt: 'A lighthouse at dusk, waves rolling in, seen from a boat',
  duration: '5',
  mode: 'std',
  external_task_id: 'bench',
}

/** Reads and creates, in rounds in which every caller has its turn, each the first one in turn. */
export async function measureOverhead(rounds: number, calls: number): Promise<Record<'read' | 'create', Overhead[]>> {
  const server = http.createServer((request, response) => {
    request.on('data', () => {})
    request.on('end', () => {
      const data = request.method === 'GET' ? finished : created
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ code: 0, message: 'SUCCEED', request_id: 'bench', data }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    const { reads, creates } = await callers(baseUrl)
    return { read: await compare(reads, rounds, calls), create: await compare(creates, rounds, calls) }
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

async function callers(baseUrl: string): Promise<{ reads: Caller[]; creates: Caller[] }> {
  const path = '/v1/videos/text2video'
  const headers = { authorization: 'Bearer bench', 'content-type': 'application/json' }
  const bare = async (url: string, init: RequestInit) => JSON.parse(await (await fetch(url, init)).text()).data
  const plain = operations.createClient({ apiKey: 'bench', baseUrl })
  const kling = client.createKling({ apiKey: 'bench', baseUrl })
  const peer = await klingApi(baseUrl)
  return {
    reads: [
      { name: 'bare fetch', call: () => bare(`${baseUrl}${path}/${created.task_id}`, { headers }) },
      { name: '@klingkit/client/operations', call: () => operations.getText2Video(plain, created.task_id) },
      { name: '@klingkit/client', call: () => kling.v1.videos.text2video.get(created.task_id) },
      { name: 'kling-api 1.0.0', call: () => peer.queryTextToVideoTask(created.task_id) },
    ],
    creates: [
      { name: 'bare fetch', call: () => bare(`${baseUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }) },
      { name: '@klingkit/client/operations', call: () => operations.createText2Video(plain, body) },
      { name: '@klingkit/client', call: () => kling.v1.videos.text2video.create(body) },
      { name: 'kling-api 1.0.0', call: () => peer.textToVideo(body) },
    ],
  }
}

/** The npm package; it speaks through axios, with a token signed for every call. */
async function klingApi(baseUrl: string): Promise<any> {
  const { KlingAPI } = await import(klingApiFile.href)
  const api = new KlingAPI({ accessKey: 'a'.repeat(32), secretKey: 'b'.repeat(32), logLevel: 'none' })
  api.client.defaults.baseURL = baseUrl
  return api
}

async function compare(callers: Caller[], rounds: number, calls: number): Promise<Overhead[]> {
  for (const { name, call } of callers) {
    const answer = JSON.stringify(await call())
    if (!answer?.includes(created.task_id)) throw new Error(`${name} did not give the task: ${answer}`)
    for (let index = 0; index < calls; index++) await call()
  }
  const times = callers.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < callers.length; turn++) {
      const which = (round + turn) % callers.length
      const { call } = callers[which]!
      const began = process.hrtime.bigint()
      for (let index = 0; index < calls; index++) await call()
      times[which]!.push(Number(process.hrtime.bigint() - began) / 1000 / calls)
    }
  }
  return callers.map(({ name }, which) => ({ name, microseconds: median(times[which]!), ratio: medianRatio(times[which]!, times[0]!) }))
}
