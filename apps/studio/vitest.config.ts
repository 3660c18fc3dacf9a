import { defineConfig, mergeConfig } from 'vitest/config'
import shared from '../../vitest.shared.ts'

// Two browsers side by side: most of the time is waiting.
export default mergeConfig(
  shared,
  defineConfig({ test: { isolate: false, maxWorkers: 2, expect: { poll: { timeout: 20_000 } }, include: ['src/**/*.test.ts', 'test/**/*.test.ts'] } }),
)
