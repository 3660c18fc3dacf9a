import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createGuard } from '../../src/media/download/address-guard.ts'
import { addressKind } from '../../src/media/download/ip-address.ts'

describe('addresses', () => {
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.0',
    '223.255.255.255',
    '2606:4700::1111',
    '2001:4860:4860::8888',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ])('%s is public', (address) => expect(addressKind(address)).toBe('public'))

  test.each(['127.0.0.1', '127.255.255.255', '::1', '::ffff:127.0.0.1', '0:0:0:0:0:0:0:1', '[::1]'])('%s is this machine', (address) =>
    expect(addressKind(address)).toBe('loopback'),
  )

  test.each([
    ...[
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '192.0.2.1',
      '198.19.0.1',
      '198.51.100.7',
      '203.0.113.9',
      '224.0.0.1',
      '255.255.255.255',
    ],
    ...[
      '::',
      'fe80::1',
      'fe80::1%eth0',
      'fc00::1',
      'fd12:3456::1',
      'ff02::1',
      '::ffff:10.0.0.1',
      '::ffff:a00:1',
      '::127.0.0.1',
      '64:ff9b::a00:1',
      '64:ff9b::7f00:1',
      '64:ff9b:1::1',
      '2001::1',
      '2001:db8::1',
      '2002:7f00:1::',
      '3fff::1',
      'fec0::1',
      '100::1',
    ],
  ])('%s is neither', (address) => expect(addressKind(address)).toBe('private'))

  test.each(['example.com', 'localhost', '', '1.2.3', '256.1.1.1', '1.2.3.4.5', '::g', ':'])('%j is a name', (name) =>
    expect(addressKind(name)).toBeUndefined(),
  )
})

describe('what an address on the web tells', () => {
  const allowed = (url: string, options = {}) => {
    try {
      createGuard(options).checkUrl(new URL(url))
      return true
    } catch (error) {
      expect(error).toMatchObject({ code: 'KLING_DOWNLOAD_REFUSED' })
      return false
    }
  }

  test.each([
    ...[
      'http://127.0.0.1/',
      'https://127.0.0.1/',
      'https://127.1/',
      'https://2130706433/',
      'https://0x7f000001/',
      'https://0177.0.0.1/',
      'https://0x7f.1/',
      'https://127.0.0.1./',
      'https://①②⑦.0.0.1/',
    ],
    ...[
      'https://[::1]/',
      'https://[::ffff:127.0.0.1]/',
      'https://[::ffff:7f00:1]/',
      'https://[0:0:0:0:0:ffff:10.0.0.1]/',
      'https://[fe80::1]/',
      'https://0/',
      'https://[::]/',
    ],
    ...[
      'https://localhost/',
      'https://LOCALHOST./',
      'https://app.localhost/',
      'https://169.254.169.254/latest/meta-data',
      'https://metadata.google.internal/',
      'https://printer.local/',
      'https://intranet/',
      'https://nas.home.arpa/',
    ],
    ...['http://cdn.example.com/', 'ftp://cdn.example.com/', 'file:///etc/passwd', 'data:text/plain,x', 'https://user:word@cdn.example.com/'],
  ])('%s is refused', (url) => expect(allowed(url)).toBe(false))

  test('public hosts over https are not', () => {
    for (const url of [
      'https://cdn.example.com/a.mp4',
      'https://8.8.8.8/',
      'https://[2606:4700::1111]/',
      'https://localhost.example.com/',
      'https://cdn.example.com:8443/',
    ])
      expect(allowed(url)).toBe(true)
  })

  test('this machine may be allowed, and nothing else with it', () => {
    const options = { allowLoopback: true }
    for (const url of ['http://127.0.0.1:4010/', 'http://localhost:4010/', 'https://[::1]/']) expect(allowed(url, options)).toBe(true)
    for (const url of ['http://10.0.0.1/', 'https://10.0.0.1/', 'http://example.com/', 'https://169.254.169.254/']) expect(allowed(url, options)).toBe(false)
  })

  test('so may hosts by name, with or without port', () => {
    const options = { allowHosts: ['cdn.corp.test', '10.0.0.7:9000', 'TLS.corp.test:443'] }
    for (const url of ['http://cdn.corp.test/', 'https://cdn.corp.test:81/', 'http://10.0.0.7:9000/', 'https://tls.corp.test/'])
      expect(allowed(url, options)).toBe(true)
    for (const url of ['https://10.0.0.7/', 'https://10.0.0.8:9000/', 'http://tls.corp.test/', 'http://sub.cdn.corp.test/'])
      expect(allowed(url, options)).toBe(false)
  })

  test('no notation of a private address gets through', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    const start = fc.constantFrom([127], [10], [192, 168], [169, 254], [172, 16], [0])
    const notations: ((bytes: number[]) => string)[] = [
      (bytes) => bytes.join('.'),
      (bytes) => String(bytes.reduce((sum, each) => sum * 256 + each)),
      (bytes) => `0x${bytes.map((each) => each.toString(16).padStart(2, '0')).join('')}`,
      (bytes) => bytes.map((each) => `0${each.toString(8)}`).join('.'),
      ([a, b, c, d]) => `${a}.${b}.${c! * 256 + d!}`,
      (bytes) => `[::ffff:${bytes.join('.')}]`,
      (bytes) => `[::${bytes.join('.')}]`,
      (bytes) => `[64:ff9b::${bytes.join('.')}]`,
    ]
    fc.assert(
      fc.property(start, fc.tuple(byte, byte, byte, byte), fc.constantFrom(...notations), (start, rest, notation) => {
        const bytes = [...start, ...rest].slice(0, 4)
        expect(allowed(`https://${notation(bytes)}/`)).toBe(false)
      }),
      { seed: 20261120, numRuns: 1000 },
    )
  })
})

describe('what a name stands for', () => {
  const refused = (url: string, address: string, options = {}) => {
    try {
      createGuard(options).checkResolved(new URL(url), address)
      return false
    } catch {
      return true
    }
  }

  test('counts, not the name', () => {
    expect(refused('https://cdn.example.com/', '8.8.8.8')).toBe(false)
    for (const address of ['127.0.0.1', '10.0.0.1', '::1', '::ffff:10.0.0.1', 'fe80::1%en0', 'nonsense'])
      expect(refused('https://cdn.example.com/', address)).toBe(true)
  })

  test('a name of the web that leads to this machine stays refused when this machine is allowed', () => {
    expect(refused('https://cdn.example.com/', '127.0.0.1', { allowLoopback: true })).toBe(true)
    expect(refused('http://localhost/', '127.0.0.1', { allowLoopback: true })).toBe(false)
    expect(refused('http://localhost/', '8.8.8.8', { allowLoopback: true })).toBe(true)
    expect(refused('https://cdn.example.com/', '127.0.0.1', { allowHosts: ['cdn.example.com'] })).toBe(false)
  })
})
