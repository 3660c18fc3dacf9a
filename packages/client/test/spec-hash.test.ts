import * as openapi from '@klingkit/openapi'
import * as runtime from '@klingkit/openapi/runtime'
import * as zod from '@klingkit/zod'
import * as cloudsway from '@klingkit/zod/cloudsway'
import * as cometapi from '@klingkit/zod/cometapi'
import { expect, test } from 'vitest'
import * as client from '../src/index.ts'

test('all generated packages were made from the same sources', () => {
  expect(openapi.specHash).toMatch(/^[0-9a-f]{16}$/)
  const hashes = [runtime, zod, cometapi, cloudsway, client].map(({ specHash }) => specHash)
  expect(hashes).toEqual(hashes.map(() => openapi.specHash))
})
