import { describe, expect, test } from 'vitest'
import { joined, makeFile } from '../../src/media/index.js'

const sound = (format: 'mp3' | 'wav', seconds: number, id = '1') => Buffer.from(joined(makeFile({ kind: 'audio', format, seconds, id }).parts))

describe('WAV', () => {
  test.each([0.001, 0.05, 0.07, 1, 3.3, 5.056, 300])('%d s, to the sample', (seconds) => {
    const file = sound('wav', seconds)
    const data = Math.round(seconds * 48_000) * 2
    expect(file.toString('latin1', 0, 4) + file.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ')
    expect(file.readUInt32LE(4)).toBe(file.length - 8)
    // PCM, one channel, 48,000 samples a second, 96,000 bytes a second, 2 bytes a sample, 16 bits.
    expect([20, 22, 32, 34].map((at) => file.readUInt16LE(at))).toEqual([1, 1, 2, 16])
    expect([24, 28, 40].map((at) => file.readUInt32LE(at))).toEqual([48_000, 96_000, data])
    expect(file.length).toBe(44 + data)
  })

  test('a quiet tone without a click: it fades in and out, and never jumps', () => {
    const file = sound('wav', 2.0003)
    const samples = Array.from({ length: (file.length - 44) / 2 }, (_, index) => file.readInt16LE(44 + index * 2))
    const loudest = Math.max(...samples.map(Math.abs))
    const jumps = samples.slice(1).map((sample, index) => Math.abs(sample - samples[index]!))
    expect(loudest).toBeGreaterThan(3000)
    expect(loudest).toBeLessThan(5000)
    expect([samples[0], samples.at(-1)]).toEqual([0, 0])
    expect(Math.max(...jumps)).toBeLessThan(400)
    expect(Math.max(...samples.slice(-200).map(Math.abs))).toBeLessThan(loudest / 8)
  })
})

describe('MP3', () => {
  test.each([0.01, 1, 3.3, 5.056, 10, 300])('%d s, within 12 ms', (seconds) => {
    const file = sound('mp3', seconds)
    let frames = 0
    for (let at = 0; at < file.length; frames++) {
      // Eleven bits of sync, MPEG 1, layer III, no checksum; 64 kbit/s at 48 kHz; one channel: always 192 bytes.
      expect(file.readUInt16BE(at)).toBe(0xfffb)
      expect(file[at + 2]).toBe(0x54)
      expect(file[at + 3]! >> 6).toBe(3)
      // Nothing of an earlier frame is needed.
      expect((file[at + 4]! << 1) | (file[at + 5]! >> 7)).toBe(0)
      at += 192
    }
    expect(file.length).toBe(frames * 192)
    expect(Math.abs(frames * 0.024 - Math.max(seconds, 0.024))).toBeLessThan(0.0121)
  })
})

test('ids differ in pitch', () => {
  for (const format of ['mp3', 'wav'] as const) {
    const heard = new Set(Array.from({ length: 30 }, (_, index) => sound(format, 1, String(index)).toString('latin1')))
    expect(heard.size).toBe(4)
  }
})

test('only sounds come as MP3 or WAV', () => {
  expect(() => makeFile({ kind: 'video', format: 'mp3' })).toThrow(TypeError)
})
