import { expect, test } from 'vitest'
import { priceFacts } from '../src/price-facts.ts'

const documentWith = (...referTypes: object[]) => ({
  paths: Object.fromEntries(
    referTypes.map((refer_type, index) => [
      `/v1/videos/omni-${index}`,
      {
        post: {
          operationId: `createOmni${index}`,
          requestBody: {
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: { video_list: { type: 'array', items: { type: 'object', properties: { refer_type: { type: 'string', ...refer_type } } } } },
                },
              },
            },
          },
        },
      },
    ]),
  ),
})

const facts = {
  has_base: { any: ['contents[type=base_video]', 'video_list[refer_type=base]'], note: 'kept' },
  has_feature: { any: ['video_list[refer_type=feature]', 'image'] },
}

test('a path looks for items without the member too, where the default makes them such items', () => {
  expect(priceFacts(documentWith({ default: 'base' }, {}), facts)).toEqual({
    has_base: { any: ['contents[type=base_video]', 'video_list[refer_type=base|]'], note: 'kept' },
    has_feature: { any: ['video_list[refer_type=feature]', 'image'] },
  })
})

test('without a default every path stays', () => {
  expect(priceFacts(documentWith({}), facts)).toEqual(facts)
})

test('defaults that contradict each other are refused, because one path would mean two things', () => {
  expect(() => priceFacts(documentWith({ default: 'base' }, { default: 'feature' }), facts)).toThrow('video_list[].refer_type has two different defaults')
})
