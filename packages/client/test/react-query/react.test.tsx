// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { VideoPage } from './support/video-page.tsx'
import { createWorld } from './support/world.ts'

let world: ReturnType<typeof createWorld>
let root: ReturnType<typeof createRoot>
let queries: QueryClient

beforeEach(async () => {
  ;(globalThis as any).IS_REACT_ACT_ENVIRONMENT = true
  world = createWorld()
  queries = new QueryClient()
  const place = document.createElement('main')
  document.body.replaceChildren(place)
  root = createRoot(place)
  await act(() =>
    root.render(
      <StrictMode>
        <QueryClientProvider client={queries}>
          <VideoPage kling={world.kling} />
        </QueryClientProvider>
      </StrictMode>,
    ),
  )
  await pass(0)
})

afterEach(async () => {
  await act(() => root.unmount())
  queries.clear()
})

const find = (selector: string) => document.querySelector(selector)
const text = (selector: string) => find(selector)?.textContent
const pass = (milliseconds: number) => act(() => world.clock.pass(milliseconds))

async function submit(prompt: string) {
  const input = find('input') as HTMLInputElement
  input.value = prompt
  await act(() => (find('button') as HTMLButtonElement).click())
  await pass(0)
}

test('a form makes a video: it shows how far it is, then the video, and then reads no more', async () => {
  await submit('A fox in the snow')
  expect([text('output'), (find('button') as HTMLButtonElement).disabled, find('video')]).toEqual(['submitted', true, null])
  expect(text('li')).toBe('submitted')
  await pass(20_000)
  expect(text('output')).toBe('processing')
  await pass(180_000)
  expect([text('output'), (find('button') as HTMLButtonElement).disabled]).toEqual(['succeed', false])
  expect(find('video')?.getAttribute('src')).toMatch(/^https:/)
  const reads = world.reads().length
  await pass(3_600_000)
  expect([world.reads().length, world.clock.pending]).toEqual([reads, 0])
  expect(world.sent.filter(({ method }) => method === 'POST')).toHaveLength(1)
})

test('a failure is shown, and nothing is read any more', async () => {
  world.simulator.control.addRule({ match: { operation: 'createText2Video' }, then: 'fail=risk-control' })
  await submit('A fox in the snow')
  await pass(300_000)
  expect([text('output'), find('video')]).toEqual(['failed', null])
  expect(text('[role=alert]')).toBe('Failure to pass the risk control system')
  const reads = world.reads().length
  await pass(3_600_000)
  expect(world.reads()).toHaveLength(reads)
})

test('a refusal is shown; nothing is sent again', async () => {
  world.state.answering = () => new Response(JSON.stringify({ code: 1102, message: 'Account balance not enough', request_id: 'r-1' }), { status: 429 })
  await submit('A fox in the snow')
  expect(text('[role=alert]')).toContain('Account balance not enough')
  expect(world.sent.filter(({ method }) => method === 'POST')).toHaveLength(1)
})

test('who leaves the page ends the reads', async () => {
  await submit('A fox in the snow')
  await pass(20_000)
  await act(() => root.unmount())
  const reads = world.reads().length
  await world.clock.pass(3_600_000)
  expect([world.reads().length, world.clock.pending]).toEqual([reads, 0])
})
