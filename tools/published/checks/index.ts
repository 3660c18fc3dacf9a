import type { Check } from './check.ts'
import { contents } from './contents.ts'
import { engines } from './engines.ts'
import { imports } from './imports.ts'
import { manifest } from './manifest.ts'
import { publint } from './publint.ts'
import { sizes } from './sizes.ts'
import { types } from './types.ts'

export const checks: Check[] = [contents, manifest, imports, engines, publint, types, sizes]
