import type { Operation } from '@klingkit/openapi/runtime'
import type { Charge } from '../account/account.js'
import { answer, success } from '../envelope.js'
import type { PlainAnswer } from '../plain-request.js'
import type { Call, HandlerParts } from './handlers.js'

/** Packs, and what was taken from them. */
export async function accountAnswer(parts: HandlerParts, operation: Operation, call: Call): Promise<PlainAnswer> {
  await parts.tasks.settle(parts.clock.now())
  if (operation.kind === 'query') return answer(200, success(parts.ids.request(), packs(parts, call)))
  return answer(200, success(parts.ids.request(), ledger(parts, operation, call.body ?? {})))
}

function packs({ account, clock }: HandlerParts, { query }: Call): Record<string, unknown> {
  const now = clock.now()
  const from = Number(query.start_time)
  const to = Number(query.end_time)
  // The window is that of the purchase, so a short one hides older packs that still serve.
  const found = account.packs.filter(({ name, purchasedAt }) => purchasedAt >= from && purchasedAt <= to && (!query.resource_pack_name || name === query.resource_pack_name))
  return {
    code: 0,
    msg: 'success',
    resource_pack_subscribe_infos: found.map((pack) => ({
      resource_pack_name: pack.name,
      resource_pack_id: pack.id,
      resource_pack_type: 'decreasing_total',
      total_quantity: pack.total,
      remaining_quantity: pack.remaining,
      purchase_time: pack.purchasedAt,
      effective_time: pack.effectiveAt,
      invalid_time: pack.invalidAt,
      status: now < pack.effectiveAt ? 'toBeOnline' : now >= pack.invalidAt ? 'expired' : pack.remaining <= 0 ? 'runOut' : 'online',
    })),
  }
}

function ledger({ account }: HandlerParts, operation: Operation, body: Record<string, any>): Record<string, unknown> {
  const limit = Math.min(500, Math.max(1, Number(body.limit ?? 500)))
  const cursor = readCursor(body.cursor)
  const { from, to, filters, before } = cursor ?? { from: Number(body.start_time), to: Number(body.end_time), filters: body.filters ?? [], before: account.charges.length }
  // This account has packs only, so nothing is ever taken from a balance.
  const charges = operation.id === 'listPackageDeductions' ? account.charges : []
  const shown: { index: number; charge: Charge }[] = []
  let index = Math.min(before, charges.length) - 1
  for (; index >= 0 && shown.length < limit; index--) {
    const charge = charges[index]!
    if (charge.at >= from && charge.at <= to && filters.every((filter: any) => passes(charge, filter))) shown.push({ index, charge })
  }
  const more = index >= 0 && charges.slice(0, index + 1).some((charge) => charge.at >= from && charge.at <= to && filters.every((filter: any) => passes(charge, filter)))
  return {
    result: { detail: shown.map(({ charge }) => entryOf(charge)), count: shown.length },
    next_cursor: more ? btoa(JSON.stringify({ from, to, filters, before: shown.at(-1)!.index })) : '',
    has_more: more,
  }
}

function entryOf({ taskId, operation, model, at, units, pack, before, after, body }: Charge): Record<string, unknown> {
  const settings = body.settings ?? {}
  const quality: Record<string, string> = { std: '720p', pro: '1080p', '4k': '4k' }
  return {
    task_id: taskId,
    api_key_name: 'mock',
    product_function: operation,
    model_name: model,
    resolution: settings.resolution ?? quality[body.mode] ?? '720p',
    duration: String(body.duration ?? settings.duration ?? ''),
    refer_video_input: Boolean(body.video_list?.length) || (body.contents ?? []).some((item: any) => /_video$/.test(item?.type)),
    voice_control: Boolean(body.voice_list?.length),
    video_sound: settings.audio ?? (body.sound === 'on' ? 'native' : 'off'),
    deduction_time: String(at),
    deduction_amount: units,
    package_id: pack.id,
    product_type: pack.type === 'try_on' ? 'try-on' : pack.type,
    unit_before_deduction: before,
    unit_after_deduction: after,
  }
}

function passes({ pack }: Charge, { key, values }: { key?: string; values?: unknown[] }): boolean {
  if (!Array.isArray(values) || values.length === 0) return true
  if (key === 'product_type') return values.includes(pack.type === 'try_on' ? 'try-on' : pack.type)
  if (key === 'package_name') return values.includes(pack.name)
  if (key === 'package_id') return values.includes(pack.id)
  if (key === 'api_key_name') return values.includes('mock')
  return true
}

function readCursor(text: unknown): { from: number; to: number; filters: any[]; before: number } | undefined {
  if (typeof text !== 'string' || text === '') return undefined
  try {
    const cursor = JSON.parse(atob(text))
    return typeof cursor?.before === 'number' ? cursor : undefined
  } catch {
    return undefined
  }
}
