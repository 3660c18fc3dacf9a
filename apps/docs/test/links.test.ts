import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { LinkChecker, LinkState } from 'linkinator'
import { afterAll, expect, test } from 'vitest'
import { builtBase, builtFolder, builtPages, readBuilt } from './support/built.ts'

const base = builtBase()
// A host on which nothing stands but the site at its base: a link that leaves the base finds nothing there.
const host = fs.mkdtempSync(path.join(os.tmpdir(), 'klingkit-links-'))
afterAll(() => fs.rmSync(host, { recursive: true }))

test('every link and every fragment leads somewhere, on pages and in their twins', async () => {
  const root = base === '/' ? builtFolder : host
  if (root === host) fs.symlinkSync(builtFolder, path.join(host, base.slice(1, -1)))
  const hosts = new Map<string, string[]>()
  const { links } = await new LinkChecker().check({
    serverRoot: root,
    path: fs.globSync('**/*.{html,md}', { cwd: builtFolder }).map((file) => base + file),
    markdown: true,
    checkFragments: true,
    checkCss: true,
    // Pages end with a slash; without it a reader waits for a detour.
    redirects: 'error',
    concurrency: 10,
    linksToSkip: async (link) => {
      const url = new URL(link)
      // The site itself is served on another port each time; what the mock of the guides would answer is not fetched.
      if (url.hostname === '127.0.0.1' && url.port !== '4010') return false
      hosts.set(url.origin, [...(hosts.get(url.origin) ?? []), link])
      return true
    },
  })
  console.log(`links lead to these other hosts, which are not asked: ${[...hosts.keys()].toSorted().join(', ')}`)
  const broken = links.filter(({ state }) => state === LinkState.BROKEN)
  expect(broken.map(({ url, parent, status, failureDetails: [why] = [] }) => `${parent} -> ${url} (${why instanceof Error ? why.message : status})`)).toEqual(
    [],
  )
  expect(links.length).toBeGreaterThan(builtPages().length)
  expect([...hosts.keys()].filter((origin) => !origin.startsWith('https://') && origin !== 'http://127.0.0.1:4010')).toEqual([])
})

test('llms.txt leads to the twin of every page but the first, which it is itself', () => {
  const twins = builtPages().map((page) => `${base.slice(0, -1)}${page}index.md`)
  const listed = [...readBuilt('llms.txt').matchAll(/^- \[.*?\]\(([^)]+)\)/gm)].map(([, link]) => new URL(link!, 'http://127.0.0.1').pathname)
  expect(listed.toSorted()).toEqual(twins.filter((twin) => twin !== `${base}index.md`).toSorted())
})
