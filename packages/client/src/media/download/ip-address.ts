/** Whether an address belongs to the public Internet, this machine (`loopback`), or neither. */
export type AddressKind = 'public' | 'loopback' | 'private'

/** The kind of an IPv4 or IPv6 address as a resolver or the URL parser writes it; nothing for what is a name. */
export function addressKind(address: string): AddressKind | undefined {
  const bare = address.replace(/^\[|]$/g, '').replace(/%.*$/, '')
  const four = fourBytes(bare)
  if (four) return kindOfFour(four)
  const groups = bare.includes(':') ? eightGroups(bare) : undefined
  return groups && kindOfSix(groups)
}

function fourBytes(text: string): number[] | undefined {
  const bytes = /^\d{1,3}(\.\d{1,3}){3}$/.test(text) ? text.split('.').map(Number) : []
  return bytes.length === 4 && bytes.every((byte) => byte < 256) ? bytes : undefined
}

/** The URL parser knows all ways to write an address, and has one. */
function eightGroups(text: string): number[] | undefined {
  if (!URL.canParse(`http://[${text}]/`)) return undefined
  const [before = '', after] = new URL(`http://[${text}]/`).hostname.slice(1, -1).split('::')
  const numbers = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
  if (after === undefined) return numbers(before)
  const [head, tail] = [numbers(before), numbers(after)]
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail]
}

// Special-purpose blocks of RFC 6890 and the IANA registry that are no public hosts: first bytes and their number of bits.
const reserved: [number[], number][] = [
  [[0], 8],
  [[10], 8],
  [[100, 64], 10],
  [[169, 254], 16],
  [[172, 16], 12],
  [[192, 0, 0], 24],
  [[192, 0, 2], 24],
  [[192, 88, 99], 24],
  [[192, 168], 16],
  [[198, 18], 15],
  [[198, 51, 100], 24],
  [[203, 0, 113], 24],
  [[224], 3],
]

function kindOfFour(bytes: number[]): AddressKind {
  if (bytes[0] === 127) return 'loopback'
  const number = numberOf(bytes)
  return reserved.some(([block, bits]) => number >>> (32 - bits) === numberOf(block) >>> (32 - bits)) ? 'private' : 'public'
}

function numberOf([a = 0, b = 0, c = 0, d = 0]: number[]): number {
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
}

function kindOfSix(groups: number[]): AddressKind {
  const [first = 0, second = 0] = groups
  const isZeroUpTo = (end: number) => groups.slice(0, end).every((group) => group === 0)
  const [high = 0, low = 0] = groups.slice(6)
  const inner = [high >> 8, high & 255, low >> 8, low & 255]
  if (isZeroUpTo(7) && low === 1) return 'loopback'
  // An IPv4 address in other clothes: mapped, or behind NAT64.
  if (isZeroUpTo(5) && groups[5] === 0xffff) return kindOfFour(inner)
  if (first === 0x64 && second === 0xff9b && groups.slice(2, 6).every((group) => group === 0)) return kindOfFour(inner) === 'public' ? 'public' : 'private'
  // Of the rest only 2000::/3 is handed out; without protocol assignments and Teredo (2001::/23), documentation and 6to4.
  const isGlobal = first >>> 13 === 1
  const isSpecial = (first === 0x2001 && (second < 0x200 || second === 0xdb8)) || first === 0x2002 || (first === 0x3fff && second < 0x1000)
  return isGlobal && !isSpecial ? 'public' : 'private'
}
