import { cpSync, existsSync, rmSync } from 'node:fs'
import path from 'node:path'

/** Part of the build: takes the built studio into the package. Without one the mock says at /__kling/ how to build it. */
const built = path.resolve(import.meta.dirname, '../../apps/studio/dist')
const shipped = path.join(import.meta.dirname, 'dist/studio')

rmSync(shipped, { recursive: true, force: true })
if (existsSync(path.join(built, 'index.html'))) cpSync(built, shipped, { recursive: true, filter: (file) => path.basename(file) !== '.vite' })
else console.warn('the studio is not built: apps/studio has no dist')
