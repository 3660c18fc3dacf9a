import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { gateways, servers } from '@klingkit/openapi/runtime'
import { CheckError, type CheckOptions } from './options.js'

export interface Safety {
  /** Calls here may be billed. */
  live: boolean
  why: string
}

const here = new BlockList()
here.addSubnet('127.0.0.0', 8)
here.addSubnet('10.0.0.0', 8)
here.addSubnet('172.16.0.0', 12)
here.addSubnet('192.168.0.0', 16)
here.addAddress('::1', 'ipv6')
here.addSubnet('fc00::', 7, 'ipv6')

const billing = new Set(
  [...servers, ...Object.values(gateways).flatMap((gateway) => gateway.servers)].map(({ url }) => new URL(url.replace(/[{}]/g, '')).hostname),
)

/** Whether calls to a host may cost something. @param resolve addresses of a name, default: by DNS @throws CheckError when somebody says of a host of Kling or of a gateway that it bills nothing */
export async function safetyOf(baseUrl: URL, safe: CheckOptions['safe'] = 'auto', resolve: (name: string) => Promise<string[]> = addressesOf): Promise<Safety> {
  const host = baseUrl.hostname.replace(/^\[|\]$/g, '')
  if (isBilling(host)) {
    if (safe === 'off')
      throw new CheckError(`${host} bills what is sent there. Leave --safe away; with --allow-paid --max-units N calls that cost are sent too`)
    return { live: true, why: `${host} is a host of the live service` }
  }
  if (safe !== 'auto') return { live: safe === 'on', why: safe === 'on' ? 'as asked for' : 'the host is said to bill nothing' }
  const addresses = isIP(host) ? [host] : /^(.+\.)?localhost$/.test(host) ? ['127.0.0.1'] : await resolve(host)
  if (addresses.length > 0 && addresses.every(isHere)) return { live: false, why: `${host} is this machine or in a private network` }
  return { live: true, why: `${host} is a public host` }
}

/** Hosts of the documents, and others of the same domains. */
function isBilling(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '')
  return [...billing].some((known) => name === known || name.endsWith(`.${known.split('.').slice(-2).join('.')}`))
}

function isHere(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  return here.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
}

async function addressesOf(name: string): Promise<string[]> {
  const found = await lookup(name, { all: true }).catch(() => [])
  return found.map(({ address }) => address)
}
