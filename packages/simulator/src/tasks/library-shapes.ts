import { isObject, textOf, valuesAt } from '../body-paths.js'
import type { Made } from './made-things.js'
import type { MediaAddress } from './media.js'
import type { TaskRecord } from './task-record.js'

/** The account that owns what this mock makes. */
export const owner = '123456789'

/** A voice as legacy answers show it. */
export function voiceRecord(voice: Extract<Made, { kind: 'voice' }>, { deletedAt }: TaskRecord, address: MediaAddress): Record<string, unknown> {
  return {
    voice_id: voice.id,
    voice_name: voice.name,
    trial_url: address(voice.trial),
    owned_by: owner,
    ...(deletedAt === undefined ? {} : { status: 'deleted' }),
  }
}

/** An element as legacy answers show it; `element_id` becomes a number on the wire. */
export function elementRecord(id: string, { body, voice, deletedAt }: TaskRecord, address: MediaAddress): Record<string, unknown> {
  return {
    element_id: id,
    element_name: textOf(body.element_name),
    element_description: body.element_description,
    reference_type: body.reference_type,
    element_image_list: body.element_image_list ?? {},
    element_video_list: body.element_video_list ?? {},
    ...(voice ? { element_voice_info: { voice_id: voice.id, voice_name: voice.name, trial_url: trialAddress(voice.id, address), owned_by: voice.owner } } : {}),
    tag_list: tagIds(body).map((tag) => ({ id: tag, name: '', description: '' })),
    owned_by: owner,
    status: deletedAt === undefined ? 'succeed' : 'deleted',
  }
}

/** An element as the new standard shows it. Its materials are called `references` by the query pages and `materials` by the callback page, with other words for the further views. */
export function elementOutput(id: string, { body, voice, deletedAt }: TaskRecord, address: MediaAddress, inCallback: boolean): Record<string, unknown> {
  const material = (type: string, role: string, path: string) => valuesAt(body, path).map((url) => ({ type, role, url }))
  const materials = [
    ...material('image', 'frontal', 'element_image_list.frontal_image'),
    ...material('image', inCallback ? 'refer' : 'reference', 'element_image_list.refer_images[].image_url'),
    ...material('video', 'refer', 'element_video_list.refer_videos[].video_url'),
    ...(voice ? [{ type: 'voice', role: 'refer', url: trialAddress(voice.id, address), id: voice.id, name: voice.name, owned_by: voice.owner }] : []),
  ]
  return {
    type: 'element',
    id,
    name: body.element_name,
    description: body.element_description,
    element_type: body.reference_type === 'video_refer' ? 'video_character_elements' : 'multi_image_elements',
    [inCallback ? 'materials' : 'references']: materials,
    owned_by: owner,
    status: deletedAt === undefined ? 'succeeded' : 'deleted',
    tags: tagIds(body).map((tag) => ({ id: Number(/\d+/.exec(tag)?.[0] ?? 0), name: '', description: '' })),
  }
}

function tagIds(body: Record<string, any>): string[] {
  return (Array.isArray(body.tag_list) ? body.tag_list : []).filter(isObject).map(({ tag_id }) => textOf(tag_id))
}

function trialAddress(id: string, address: MediaAddress): string {
  return address({ kind: 'audio', id, format: 'wav', seconds: 5 })
}
