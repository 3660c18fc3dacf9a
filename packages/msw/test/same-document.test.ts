import { expect, test, vi } from 'vitest'

vi.mock('@klingkit/zod', async (original) => ({ ...(await original<object>()), specHash: 'another' }))

test('validators that were made from another document are told of, once', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const { klingHandlers } = await import('../src/index.js')
  klingHandlers()
  klingHandlers()
  expect(warn.mock.calls).toEqual([[expect.stringMatching(/@klingkit\/msw \(\w+\), @klingkit\/simulator \(\w+\), @klingkit\/zod \(another\)/)]])
})
