import { expect, test } from 'vitest'
import { wordsOf } from '../src/search/words.ts'

test.each([
  ['createImage2Video', 'create image2video image to video i2v'],
  ['image2video', 'image to video i2v'],
  ['negative_prompt', 'negative prompt'],
  ['kling-3.0-turbo', 'kling 3.0 turbo'],
  ['createImageToVideoKling30Turbo', 'image to video kling 30 turbo'],
  ['pageSize', 'page size pagesize'],
  ['e-commerce', 'commerce'],
])('%s is found by the words %s', (identifier, words) => {
  expect(wordsOf(identifier)).toEqual(expect.arrayContaining(words.split(' ')))
})
