import { mergeConfig } from 'vitest/config'
import shared from '../../vitest.shared.ts'

// The tests share nothing but constants, so one process serves all files.
export default mergeConfig(shared, { test: { isolate: false } })
