import { startMock } from '../../dist/index.js'

const mock = await startMock(JSON.parse(process.argv[2]))
for (const note of mock.notes) console.error(note)
process.on('message', async () => {
  // What is waiting to be freed is freed in turns.
  for (let turn = 0; turn < 5; turn++) {
    globalThis.gc()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const { heapUsed, external } = process.memoryUsage()
  process.send(heapUsed + external)
})
process.send(mock.url)
