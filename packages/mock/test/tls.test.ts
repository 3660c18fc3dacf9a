import https from 'node:https'
import { expect, test } from 'vitest'
import { startMock } from '../src/index.js'

function ask(url: string, options: https.RequestOptions): Promise<{ status: number; names: string }> {
  return new Promise((resolve, reject) => {
    const request = https.get(url, { ...options, headers: { authorization: 'Bearer any' }, agent: false }, (response) => {
      const names = (response.socket as import('node:tls').TLSSocket).getPeerCertificate().subjectaltname ?? ''
      response.resume().on('end', () => resolve({ status: response.statusCode!, names }))
    })
    request.on('error', reject)
  })
}

test('with tls: true the mock speaks https, with a certificate for this machine', async () => {
  await using mock = await startMock({ port: 0, tls: true })
  expect(mock.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
  const { status, names } = await ask(`${mock.url}/v1/videos/text2video`, { rejectUnauthorized: false })
  expect(status).toBe(200)
  expect(names).toContain('DNS:localhost')
  expect(names).toContain('IP Address:127.0.0.1')
})

test('nobody has signed the certificate, so a client must be told to take it', async () => {
  await using mock = await startMock({ port: 0, tls: true })
  await expect(ask(`${mock.url}/v1/videos/text2video`, {})).rejects.toThrow(/self-signed/)
})

test('the certificate is also for the names that were allowed', async () => {
  await using mock = await startMock({ port: 0, tls: true, allowHosts: ['kling-mock', 'fd00::1'] })
  const { names } = await ask(`${mock.url}/v1/videos/text2video`, { rejectUnauthorized: false })
  expect(names).toContain('DNS:kling-mock')
  expect(names.toUpperCase()).toContain('IP ADDRESS:FD00:0:0:0:0:0:0:1')
})
