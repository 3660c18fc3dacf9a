import { familyOf, operationOf } from '../operations.js'
import { owner } from './library-shapes.js'
import { type Made, type MediaAddress, madeBy } from './made-things.js'
import type { TaskRecord } from './task-record.js'
import type { TaskState } from './task-state.js'

/** A task in the shape of the new standard; legacy tasks too are shown this way by `/tasks`. */
export function newView(task: TaskRecord, state: TaskState, address: MediaAddress, deleted: ReadonlySet<string>, inCallback = false): Record<string, unknown> {
  const ended = state.status === 'succeeded' || state.status === 'failed'
  return {
    id: task.id,
    status: statusWord(task, state),
    message: state.message,
    create_time: task.createdAt,
    update_time: state.updatedAt,
    ...(task.externalId === undefined ? {} : { external_id: task.externalId }),
    outputs: state.status === 'succeeded' ? madeBy(task).flatMap((thing) => outputOf(thing, task, address, deleted, inCallback)) : [],
    ...(ended ? { billing: [state.status === 'failed' ? { amount: '0' } : { charge_type: 'unit', amount: String(task.cost.units), package_type: packageOf(task) }] } : {}),
  }
}

/** A task just accepted, as the create answers it. */
export function newCreated(task: TaskRecord): Record<string, unknown> {
  // The try-on page alone shows the id as task_id.
  const idName = task.operation === 'createVirtualTryOnSolution' ? 'task_id' : 'id'
  return {
    [idName]: task.id,
    status: 'submitted',
    ...(familyOf(task.operation) === 'tasks' ? { message: '' } : {}),
    create_time: task.createdAt,
    update_time: task.createdAt,
    ...(task.externalId === undefined ? {} : { external_id: task.externalId }),
  }
}

/** The try-on page alone spells success as the legacy standard does. */
function statusWord(task: TaskRecord, { status }: TaskState): string {
  return task.operation === 'createVirtualTryOnSolution' && status === 'succeeded' ? 'succeed' : status
}

function packageOf(task: TaskRecord): string {
  return task.cost.package === 'try_on' ? 'image' : task.cost.package
}

function outputOf(thing: Made, task: TaskRecord, address: MediaAddress, deleted: ReadonlySet<string>, inCallback: boolean): Record<string, unknown>[] {
  switch (thing.kind) {
    case 'video': {
      const solution = familyOf(task.operation) === 'solutions'
      return [
        {
          type: 'video',
          ...(solution ? {} : { id: thing.id }),
          url: address(thing.file),
          ...(thing.watermark ? { watermark_url: address({ ...thing.file, watermark: true }) } : {}),
          duration: thing.seconds,
        },
      ]
    }
    case 'image':
      return [{ type: 'image', url: address(thing.file), ...(thing.watermark ? { watermark_url: address({ ...thing.file, watermark: true }) } : {}), ...(thing.series ? { group_id: task.resultId } : {}) }]
    case 'image-set':
      return thing.files.map((file) => ({ type: 'image', url: address(file), group_id: String(thing.index) }))
    case 'audio':
      return [{ type: 'audio', id: thing.id, mp3_url: address(thing.mp3), wav_url: address(thing.wav), mp3_duration: (thing.seconds + 0.056).toFixed(3), wav_duration: thing.seconds.toFixed(1) }]
    case 'voice':
      return [{ type: 'voice', id: thing.id, name: thing.name, url: address(thing.trial), owned_by: owner, status: deleted.has(thing.id) ? 'deleted' : 'succeeded' }]
    case 'element':
      return [elementOutput(thing, deleted, inCallback)]
    case 'file':
      return [{ type: thing.type, url: address(thing.file), ...(thing.seconds ? { duration: thing.seconds } : {}) }]
  }
}

function elementOutput({ id, body }: Extract<Made, { kind: 'element' }>, deleted: ReadonlySet<string>, inCallback: boolean): Record<string, unknown> {
  const images = body.element_image_list ?? {}
  const materials = [
    ...(images.frontal_image ? [{ type: 'image', role: 'frontal', url: images.frontal_image }] : []),
    ...(images.refer_images ?? []).map(({ image_url }: { image_url: string }) => ({ type: 'image', role: inCallback ? 'refer' : 'reference', url: image_url })),
    ...(body.element_video_list?.refer_videos ?? []).map(({ video_url }: { video_url: string }) => ({ type: 'video', role: 'refer', url: video_url })),
  ]
  return {
    type: 'element',
    id,
    name: body.element_name,
    description: body.element_description,
    element_type: body.reference_type === 'video_refer' ? 'video_character_elements' : 'multi_image_elements',
    [inCallback ? 'materials' : 'references']: materials,
    owned_by: owner,
    status: deleted.has(id) ? 'deleted' : 'succeeded',
    tags: [],
  }
}

/** The task in the standard it was created in. */
export function isLegacy(task: TaskRecord): boolean {
  return operationOf(task.operation).standard === 'legacy'
}
