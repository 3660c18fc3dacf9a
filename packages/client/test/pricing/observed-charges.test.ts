import { operations, pricing } from '@klingkit/openapi'
import { describe, expect, it } from 'vitest'
import { estimate, type PricedOperation } from '../../src/pricing.js'
import { readExact } from '../support/contract.js'

type Json = Record<string, any>

const charges: Json[] = (pricing as Json).observed_charges
const day = (text: string) => new Date(`${text}T12:00:00Z`)
const estimated = ({ operation, body, date, seconds }: Json) => estimate(operation, body, { at: day(date), inputSeconds: seconds })

describe('what was charged', () => {
  const paid = charges.filter(({ status }) => status === undefined)

  it.each(paid.filter(({ agrees }) => agrees !== false).map((charge) => [charge.name, charge] as const))('%s: is what is estimated', (_, charge) => {
    const { units, basis } = estimated(charge)
    expect([units, basis.package]).toEqual([charge.units, charge.package])
  })

  it('is a little less for the one avatar, whose charge the price page does not explain', () => {
    const disputed = paid.filter(({ agrees }) => agrees === false)
    expect(disputed.map(({ name }) => name)).toEqual(['avatar-std'])
    expect([estimated(disputed[0]!).units, disputed[0]!.units]).toEqual([4.8, 4.4])
  })

  it('covers all charges of the reference', () => {
    expect(paid.length).toBeGreaterThanOrEqual(11)
  })

  it('is nothing for what failed or was refused, though it was estimated', () => {
    const failed = charges.filter(({ status }) => status !== undefined)
    expect(failed.length).toBeGreaterThanOrEqual(3)
    for (const charge of failed) {
      expect(charge.units).toBe(0)
      expect(estimated(charge).units).not.toBe(0)
    }
  })
})

describe('captured answers of the document, beside the captured request of the same page', () => {
  const document = readExact('openapi.json')
  const operationOf = (id: string): Json =>
    Object.values<Json>(document.paths)
      .flatMap((item) => Object.values(item))
      .find(({ operationId }) => operationId === id)
  const ofGateway = (content: Json | undefined): [string, Json][] =>
    Object.entries<Json>(content?.['application/json'].examples ?? {}).filter(([, example]) => example['x-kling-origin'] === 'gateway')

  const pairs = operations.flatMap(({ id, task }) => {
    const answers = task ? ofGateway(operationOf(task.get ?? '')?.responses['200'].content) : []
    return answers
      .filter(([, { value }]) => Number(value.data.final_unit_deduction) > 0)
      .flatMap(([, { value }]) =>
        ofGateway(operationOf(id).requestBody.content)
          .filter(([name]) => name === 'cloudsway')
          .map(([, request]) => ({ operation: id as PricedOperation, body: request.value, units: Number(value.data.final_unit_deduction) })),
      )
  })

  it('agree wherever the model has a price', () => {
    const found = pairs.map(({ operation, body, units }) => [operation, units, estimate(operation, body, { at: day('2026-04-10') }).units])
    expect(found).toEqual([
      ['createText2Video', 6, 6],
      // The request names `kling-v2.6`, which no price page knows.
      ['createImage2Video', 6, 'unknown'],
      ['createTextToAudio', 0.25, 0.25],
    ])
  })
})
