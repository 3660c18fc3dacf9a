export interface Certificate {
  key: string
  cert: string
}

/** Makes a certificate that nobody has signed but itself, for this machine and the given hosts. It is valid for a month and never written to disk. */
export async function makeCertificate(hosts: readonly string[]): Promise<Certificate> {
  // Loaded on demand: most mocks never need it.
  const { default: selfsigned } = await import('selfsigned')
  const names = [
    { type: 2 as const, value: 'localhost' },
    { type: 7 as const, ip: '127.0.0.1' },
    { type: 7 as const, ip: '::1' },
    ...hosts.filter((host) => host !== 'localhost' && host !== '127.0.0.1').map(named),
  ]
  const { private: key, cert } = await selfsigned.generate([{ name: 'commonName', value: 'kling-mock' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + 30 * 86_400_000),
    extensions: [{ name: 'subjectAltName', altNames: names }],
  })
  return { key, cert }
}

function named(host: string): { type: 7; ip: string } | { type: 2; value: string } {
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  return /^[\d.]+$|:/.test(bare) ? { type: 7, ip: bare } : { type: 2, value: bare }
}
