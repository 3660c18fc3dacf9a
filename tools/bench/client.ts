import { parseArgs } from 'node:util'
import { measureOverhead, type Overhead } from './client/overhead.ts'
import { measureSizes } from './client/sizes.ts'
import { measureTypeCheck } from './client/type-check.ts'
import { describeMachine } from './machine.ts'
import { writeFigures } from './readme.ts'

/** Measures the built client beside its peers, in one run, and puts the figures into the README. `--rounds 3 --calls 50 --dry` for a look whether it works. */

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, calls: { type: 'string', default: '1000' }, dry: { type: 'boolean', default: false } },
})
const machine = describeMachine()
const sizes = await measureSizes()
const overhead = await measureOverhead(Number(values.rounds), Number(values.calls))
const types = await measureTypeCheck(values.dry ? 1 : 5)

const kibibytes = (bytes: number) => `${(bytes / 1024).toFixed(2)} KiB`
const rows = (title: string, list: Overhead[]) =>
  [
    `| ${title} | µs per call | against bare fetch |`,
    '| --- | --: | --: |',
    ...list.map(({ name, microseconds, ratio }) => `| ${name} | ${microseconds.toFixed(0)} | ${ratio.toFixed(2)} |`),
  ].join('\n')

const [all, one] = sizes
const worst = Math.max(...[...overhead.read, ...overhead.create].filter(({ name }) => name.startsWith('@klingkit')).map(({ ratio }) => ratio))
const targets = [
  ['client with all operations, min+gzip', '<= 12 KiB', kibibytes(all!.bytes), all!.bytes <= 12 * 1024],
  ['one operation with API key, errors, safe create and wait, min+gzip', '<= 8 KiB', kibibytes(one!.bytes), one!.bytes <= 8 * 1024],
  ['overhead per call over bare fetch', '<= 15 %', `${((worst - 1) * 100).toFixed(0)} %`, worst <= 1.15],
  ['type-check of a file using 20 operations', '<= 2 s', `${types.seconds.toFixed(2)} s (an empty file: ${types.empty.toFixed(2)} s)`, types.seconds <= 2],
] as const

const text = [
  `Node ${machine.node}, ${machine.system}, ${machine.cores} cores, ${machine.processor}; load before: ${machine.loadBefore.toFixed(2)}.`,
  [
    '| measure | target | found | |',
    '| --- | --- | --- | --- |',
    ...targets.map(([what, target, found, isMet]) => `| ${what} | ${target} | ${found} | ${isMet ? 'met' : 'missed'} |`),
  ].join('\n'),
  ['| what an app carries | min+gzip |', '| --- | --: |', ...sizes.map(({ name, bytes }) => `| ${name} | ${kibibytes(bytes)} |`)].join('\n'),
  rows('read', overhead.read),
  rows('create', overhead.create),
].join('\n\n')

console.log(text)
if (!values.dry) writeFigures(text, 'client')
