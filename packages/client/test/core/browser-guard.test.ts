import { afterEach, describe, expect, test, vi } from 'vitest'
import { type ClientOptions, createClient, createKling } from '../../src/index.ts'
import { getText2Video } from '../../src/operations.ts'
import { scriptedFetch, success } from '../support/scripted-fetch.ts'

/** Makes this process look like a page. */
function openPage(href: string): void {
  vi.stubGlobal('window', { document: {} })
  vi.stubGlobal('location', new URL(href))
}
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('in a page', () => {
  test.each<[string, ClientOptions]>([
    ['an API key for the service', { apiKey: 'key' }],
    ['a key for a server elsewhere', { apiKey: 'key', baseUrl: 'https://relay.example' }],
    ['an own credential', { auth: { kind: 'api-key', bearer: () => 'key' } }],
    ['a host that only looks like this machine', { apiKey: 'key', baseUrl: 'http://localhost.example.com' }],
    ['a host that only begins like this machine', { apiKey: 'key', baseUrl: 'http://127.0.0.1.example.com' }],
  ])('%s is refused, with the safe ways', (_, options) => {
    openPage('https://app.example/studio')
    expect(() => createKling(options)).toThrow(/klingProxy.*@klingkit\/msw.*dangerouslyAllowBrowser/s)
    expect(() => createClient(options)).toThrow(/klingProxy/)
  })

  test.each<[string, ClientOptions]>([
    ['a mock on this machine', { apiKey: 'key', baseUrl: 'http://localhost:4010' }],
    ['a mock at 127.0.0.1', { apiKey: 'key', baseUrl: 'http://127.0.0.1:4010' }],
    ['a mock at ::1', { apiKey: 'key', baseUrl: 'http://[::1]:4010' }],
    ['the own origin', { apiKey: 'key', baseUrl: 'https://app.example/api/kling' }],
    ['who knows what they do', { apiKey: 'key', dangerouslyAllowBrowser: true }],
    ['no credential', {}],
  ])('%s is taken', (_, options) => {
    openPage('https://app.example/studio')
    expect(() => createKling(options)).not.toThrow()
  })

  test('a path is a place of the own origin, and the user agent is left to the browser', async () => {
    openPage('https://app.example/studio/')
    const { fetch, requests } = scriptedFetch(success())
    await getText2Video(createKling({ baseUrl: '/api/kling', fetch }), '1')
    expect(requests[0]!.url).toBe('https://app.example/api/kling/v1/videos/text2video/1')
    expect([...requests[0]!.headers.keys()]).toEqual([])
  })
})

test('a worker of a page is one too', () => {
  vi.stubGlobal('importScripts', () => {})
  vi.stubGlobal('location', new URL('https://app.example/worker.js'))
  expect(() => createKling({ apiKey: 'key' })).toThrow(/klingProxy/)
})

test('elsewhere nothing is refused', () => {
  expect(() => createKling({ apiKey: 'key' })).not.toThrow()
})
