// Run by each Node: an ES module with a top-level await, or an entry point that is not there, cannot be required.
const { exports: entries } = require('../../package.json')
for (const entry of Object.keys(entries).filter((name) => !name.endsWith('.json'))) {
  const found = require(`@klingkit/client${entry.slice(1)}`)
  if (Object.keys(found).length === 0) throw new Error(`${entry} exports nothing`)
}
const { createKling } = require('@klingkit/client')
if (typeof createKling({ apiKey: 'any' }).v1.videos.text2video.create !== 'function') throw new Error('createKling of a required package makes no client')
