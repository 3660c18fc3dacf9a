import type { Seed } from '@klingkit/simulator'

/** The task whose detail is open. */
export const inSight = '891204417302155264'

const second = 1000

/** An afternoon's work of an application: several kinds of tasks, in all states. The ids of what they made choose the colours. */
export function tasks(now: number): NonNullable<Seed['tasks']> {
  const at = (secondsAgo: number) => ({ createdAt: now - secondsAgo * second })
  const video = (prompt: string, more: object = {}) => ({ model_name: 'kling-v3', prompt, ...more })
  return [
    { operation: 'createTextToAudio', body: { prompt: 'Rain on a tin roof, distant thunder', duration: 8 }, ...at(420), resultId: '891204417302000010' },
    { operation: 'createImageGeneration', body: { model_name: 'kling-v3', prompt: 'Poster of a lighthouse, gouache', aspect_ratio: '3:4' }, ...at(395) },
    { operation: 'createText2Video', body: video('A paper boat drifts down a rain gutter'), ...at(372), resultId: '891204417302000003' },
    { operation: 'createText2Video', body: video('A crowd outside the stadium'), status: 'failed', reason: 'risk-control', ...at(350) },
    { operation: 'createVirtualTryOnSolution', body: { contents: [{ type: 'prompt', text: 'Linen jacket, studio light' }] }, ...at(322) },
    { operation: 'createTextToVideoKling30Turbo', body: { prompt: 'Lanterns rise over a harbour town' }, ...at(300), resultId: '891204417302000002' },
    { operation: 'createAvatar', body: { prompt: 'She looks up and smiles' }, ...at(262), resultId: '891204417302000009' },
    {
      operation: 'createText2Video',
      body: video('A heron lifts off a foggy lake at dawn, slow motion', { duration: '10', aspect_ratio: '16:9', external_task_id: 'order-2048' }),
      ...at(228),
      id: inSight,
      resultId: '891204417302000004',
    },
    {
      operation: 'createImageToVideoKling30',
      body: { contents: [{ type: 'prompt', text: 'Camera drifts through the doorway' }] },
      ...at(196),
      status: 'failed',
      reason: 'image-size',
    },
    { operation: 'createText2Video', body: video('Time-lapse of a city waking up'), ...at(62), status: 'processing', stays: true },
    { operation: 'createOmniVideo', body: { prompt: 'A fox crosses a frozen river' }, ...at(38), status: 'processing', stays: true },
    { operation: 'createText2Video', body: video('A red kite above green hills'), ...at(9), status: 'submitted', stays: true },
  ]
}
