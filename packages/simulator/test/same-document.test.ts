import { specHash as document } from '@klingkit/openapi/runtime'
import { afterEach, expect, test, vi } from 'vitest'
import { sameDocument, specHash } from '../src/index.js'

const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
afterEach(() => warn.mockClear())

test('the simulator and the tables it works with are made from one document', () => {
  expect(specHash).toBe(document)
})

test('packages that were made from different documents are named, once', () => {
  const mixed = { '@klingkit/simulator': specHash, '@klingkit/zod': 'another' }
  sameDocument(mixed)
  sameDocument(mixed)
  expect(warn.mock.calls).toEqual([[expect.stringContaining(`@klingkit/simulator (${specHash}), @klingkit/zod (another). Install the same version`)]])
  sameDocument({ ...mixed, '@klingkit/zod': 'a third' })
  expect(warn).toHaveBeenCalledTimes(2)
})

test('nothing is said of packages that agree, or that do not tell', () => {
  sameDocument({ '@klingkit/simulator': specHash, '@klingkit/openapi': document })
  sameDocument({ '@klingkit/simulator': specHash, 'a validator of your own': undefined })
  expect(warn).not.toHaveBeenCalled()
})
