import { expect, test, vi } from 'vitest'

vi.mock('@klingkit/zod', async (original) => ({ ...(await original<object>()), specHash: 'another' }))

test('validators that were made from another document are told of, once', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const { loadValidators } = await import('../src/validators.js')
  await loadValidators('official')
  await loadValidators('official')
  expect(warn.mock.calls).toEqual([[expect.stringMatching(/@klingkit\/mock \(\w+\), @klingkit\/simulator \(\w+\), @klingkit\/zod \(another\)/)]])
})
