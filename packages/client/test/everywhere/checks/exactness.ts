import { createKling, type Fetch } from '@klingkit/client'
import { type Check, equal, ok } from '../harness.ts'

/** Beyond what JavaScript holds exactly; the sample of the documentation. */
const id = '829836802793406551'

/** Ids keep every digit, also where there is neither `JSON.rawJSON` nor the source in a reviver (Node 20). */
export const exactnessChecks: Check[] = [
  {
    name: 'a big id goes out as an integer, from a string and from a bigint',
    async run({ baseUrl, apiKey }) {
      const bodies: string[] = []
      const fetch: Fetch = async (_, init) => {
        bodies.push(String(init.body))
        return Response.json({ code: 0, message: 'SUCCEED', request_id: 'r', data: { task_id: '1', task_status: 'submitted', created_at: 1, updated_at: 1 } })
      }
      const kling = createKling({ baseUrl, apiKey, fetch })
      for (const element_id of [id, BigInt(id)])
        await kling.v1.videos.image2video.create({
          image: 'https://cdn.example.com/a.png',
          prompt: `"element_id":1`,
          element_list: [{ element_id: element_id as string }],
        })
      for (const body of bodies) ok(body.includes(`"element_id":${id}`), `${body} holds the id as an integer`)
      equal(bodies.length, 2, 'the number of requests')
    },
  },
  {
    name: 'a big id comes back as a string, and text that looks like one is left alone',
    async run({ baseUrl, apiKey }) {
      const text = `{"code":0,"message":"\\"element_id\\":${id}","request_id":"r","data":[{"element_id":${id},"element_name":"\\"element_id\\":${id}"}]}`
      const kling = createKling({ baseUrl, apiKey, fetch: async () => new Response(text) })
      const page = await kling.v1.general.advancedPresetsElements.list()
      equal(page, [{ element_id: id, element_name: `"element_id":${id}` }], 'the page')
    },
  },
]
