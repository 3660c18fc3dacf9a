import { describe, expect, test } from 'vitest'
import { type CheckReport, htmlReport, junitReport, type Outcome, reportOfCheck, runCheck, textReport } from '../src/index.js'
import { startAlteredServer } from './support/altered-server.js'

const failed: Outcome = {
  operation: 'createText2Video',
  name: 'example minimal',
  line: 'POST /v1/videos/text2video',
  expectation: 'success',
  result: 'failed',
  status: 400,
  milliseconds: 12,
  findings: [{ rule: 'refused', at: 'response', message: 'expected success, got <b>"400"</b> & \u0007' }],
}
const passed: Outcome = { ...failed, operation: 'getText2Video', result: 'passed', findings: [] }
const skipped: Outcome = { ...passed, result: 'skipped', reason: 'may be billed: send it with --allow-paid --max-units N' }
const report: CheckReport = {
  baseUrl: 'http://127.0.0.1:4010',
  gateway: 'official',
  safety: 'everything: 127.0.0.1 is this machine or in a private network',
  startedAt: '2026-11-20T00:00:00.000Z',
  milliseconds: 1234,
  outcomes: [failed, passed, skipped],
  taskIds: ['4711'],
}
const stopped = { ...report, stopped: { reason: 'createText2Video accepted <it>', taskIds: ['4711'] } }

describe('text', () => {
  test('shows failures in full, and by reason what was not sent', () => {
    const text = textReport(reportOfCheck(report))
    expect(text).toContain('1 passed, 1 failed, 1 not sent; 2 operations')
    expect(text).toContain('  createText2Video, example minimal\n    POST /v1/videos/text2video\n    refused at response: expected success')
    expect(text).toContain('  1 x may be billed')
    expect(text).toMatch(/The contract is broken\.$/)
    expect(textReport(reportOfCheck({ ...report, outcomes: [passed] }))).toMatch(/The contract is kept\.$/)
  })

  test('asks for the base URL where not one answer is right', () => {
    const text = textReport(reportOfCheck({ ...report, outcomes: [failed, failed, skipped] }))
    expect(text).toContain('Not one answer is right. Is http://127.0.0.1:4010 the base URL')
    expect(textReport(reportOfCheck(report))).not.toContain('Not one answer')
    expect(textReport(reportOfCheck({ ...report, outcomes: [] }))).toMatch(/Nothing was judged\.$/)
  })

  test('says first why a run was stopped, and with which tasks', () => {
    expect(textReport(reportOfCheck(stopped))).toContain('Stopped: createText2Video accepted <it>. It may be billed. Task ids: 4711')
  })
})

describe('JUnit', () => {
  test('has a suite per operation, and counts that add up', () => {
    const xml = junitReport(reportOfCheck(report))
    expect(xml).toContain('<testsuites name="Kling contract check" tests="3" failures="1" skipped="1" time="1.234">')
    expect(xml.match(/<testsuite /g)).toHaveLength(2)
    expect(xml.match(/<testcase /g)).toHaveLength(3)
    expect(isWellFormed(xml)).toBe(true)
  })

  test('escapes what XML cannot hold', () => {
    const xml = junitReport(reportOfCheck(stopped))
    expect(xml).toContain('message="expected success, got &#60;b&#62;&#34;400&#34;&#60;/b&#62; &#38; "')
    expect(xml).not.toContain('\u0007')
    expect(isWellFormed(xml)).toBe(true)
  })

  test('fails for a stopped run even where no call failed', () => {
    expect(junitReport(reportOfCheck({ ...stopped, outcomes: [passed] }))).toContain('failures="1"')
  })
})

describe('HTML', () => {
  const page = htmlReport(reportOfCheck(stopped))

  test('is one page that loads nothing and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|src=|href=|@import|url\(/)
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
  })

  test('has failures first and open, and everything escaped', () => {
    expect(page.indexOf('<details open>')).toBeLessThan(page.indexOf('<details>'))
    expect(page).toContain('expected success, got &#60;b&#62;&#34;400&#34;&#60;/b&#62; &#38;')
    expect(page).not.toContain('<it>')
    expect(page).toContain('role="alert"')
  })
})

test('no form of a report has a credential, whatever the server says', async () => {
  const keys = { accessKey: 'access-key-of-the-test', secretKey: 'secret-key-of-the-test' }
  const tokens = new Set<string>()
  const server = await startAlteredServer((_, { authorization }) => {
    if (authorization) tokens.add(authorization.replace('Bearer ', ''))
    const text = JSON.stringify({
      code: 1201,
      message: `bad ${authorization} of ${keys.accessKey} and ${keys.secretKey}, see https://x.example/f.mp4?sig=abc123`,
      request_id: 'x',
    })
    return { status: 400, headers: { 'content-type': 'application/json' }, text }
  })
  const operations = ['createText2Video', 'getText2Video', 'listText2Video']
  const found = reportOfCheck(await runCheck({ baseUrl: server.url, ...keys, operations, environment: { KLINGAI_API_KEY: 'key-of-the-environment' } }))
  await server.close()
  expect(tokens.size).toBeGreaterThan(0)
  for (const text of [textReport(found), junitReport(found), htmlReport(found)]) {
    expect(text).toContain('refused')
    for (const secret of [...Object.values(keys), ...tokens, 'key-of-the-environment', 'abc123']) expect(text).not.toContain(secret)
  }
})

/** Every element that is opened is closed, in order. */
function isWellFormed(xml: string): boolean {
  const open: string[] = []
  for (const [, close, name, self] of xml.matchAll(/<(\/)?([a-z]+)(?:\s+[a-z]+="[^"<&]*(?:&#\d+;[^"<&]*)*")*\s*(\/)?>/g)) {
    if (close) {
      if (open.pop() !== name) return false
    } else if (!self) open.push(name!)
  }
  return open.length === 0 && xml.replace(/<[^<>]*>/g, '').indexOf('<') === -1
}
