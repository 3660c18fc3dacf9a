import { advancedLipSync, lipSync, talkingAgent, text2Video, textToVideoKling30Turbo } from '../../../src/generated/descriptors.gen.ts'
import type { Operation } from '../../../src/index.ts'

/** Creates of every kind: both standards, the solutions, one that is not found by the caller's id, one that takes none. */
export const products: { operation: Operation; body: object; isFindable: boolean }[] = [
  { operation: text2Video.create, body: { model_name: 'kling-v3', prompt: 'a fox' }, isFindable: true },
  { operation: textToVideoKling30Turbo, body: { contents: [{ type: 'prompt', text: 'a fox' }] }, isFindable: true },
  { operation: talkingAgent, body: { contents: [{ type: 'prompt', text: 'a fox' }] }, isFindable: true },
  { operation: advancedLipSync.create, body: { session_id: '1', face_choose: [{ face_id: '0' }] }, isFindable: false },
  { operation: lipSync.create, body: { input: { video_id: '1', mode: 'text2video' } }, isFindable: false },
]
