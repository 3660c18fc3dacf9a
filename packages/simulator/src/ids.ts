import type { IdSource, RandomSource } from './ports.js'

/** How far two ids are apart at least: what a task makes is numbered from the id of the task. */
const room = 20

/** Ids in Kling's form: 18 digits that grow, and UUIDs. The same random source gives the same ids. */
export function createIdSource(random: RandomSource): IdSource {
  // Two halves of nine digits, because 18 digits are more than a number holds.
  let high = 850_000_000 + Math.floor(random.next() * 90_000_000)
  let low = Math.floor(random.next() * 1_000_000_000)
  return {
    digits() {
      low += room + Math.floor(random.next() * 5000)
      if (low >= 1_000_000_000) {
        low -= 1_000_000_000
        high++
      }
      return `${high}${String(low).padStart(9, '0')}`
    },
    request() {
      const [first, second, third, fourth] = [word(random), word(random), word(random), word(random)]
      const middle = `${byteText[second >>> 24]}${byteText[(second >>> 16) & 255]}-4${digitText(second >>> 8)}${byteText[second & 255]}-8${digitText(third >>> 24)}${byteText[(third >>> 16) & 255]}`
      return `${fourBytes(first)}-${middle}-${byteText[(third >>> 8) & 255]}${byteText[third & 255]}${fourBytes(fourth)}`
    },
  }
}

const byteText = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** 32 random bits. */
function word(random: RandomSource): number {
  return Math.floor(random.next() * 0x100000000)
}

function fourBytes(bits: number): string {
  return `${byteText[bits >>> 24]}${byteText[(bits >>> 16) & 255]}${byteText[(bits >>> 8) & 255]}${byteText[bits & 255]}`
}

function digitText(bits: number): string {
  return byteText[bits & 15]![1]!
}

/** The id that many places after another one: the things a task makes are numbered from its result id. */
export function idAfter(id: string, steps: number): string {
  if (steps === 0) return id
  const low = Number(id.slice(9)) + steps
  const carry = Math.floor(low / 1_000_000_000)
  return `${Number(id.slice(0, 9)) + carry}${String(low - carry * 1_000_000_000).padStart(9, '0')}`
}

/** A small generator with a seed (mulberry32). */
export function seededRandom(seed: number): RandomSource {
  let state = seed >>> 0
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
    },
  }
}
