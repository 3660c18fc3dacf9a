import type { Made, MediaAddress } from './made-things.js'

/** The account that owns what this mock makes. */
export const owner = '123456789'

/** A voice as legacy answers show it. */
export function voiceRecord(voice: Extract<Made, { kind: 'voice' }>, address: MediaAddress): Record<string, unknown> {
  return { voice_id: voice.id, voice_name: voice.name, trial_url: address(voice.trial), owned_by: owner }
}

/** An element as legacy answers show it, without its id and status. */
export function elementRecord({ body }: Extract<Made, { kind: 'element' }>, _address: MediaAddress): Record<string, unknown> {
  return {
    element_name: body.element_name,
    element_description: body.element_description,
    reference_type: body.reference_type,
    element_image_list: body.element_image_list ?? {},
    element_video_list: body.element_video_list ?? {},
    ...(body.element_voice_id ? { element_voice_info: { voice_id: body.element_voice_id, voice_name: '', trial_url: '', owned_by: owner } } : {}),
    tag_list: (body.tag_list ?? []).map((tag: { tag_id?: string }) => ({ id: tag.tag_id, name: '', description: '' })),
    owned_by: owner,
  }
}
