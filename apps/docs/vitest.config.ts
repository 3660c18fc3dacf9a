import { defineConfig, mergeConfig } from 'vitest/config'
import shared from '../../vitest.shared.ts'

// A page of the reference takes a busy machine seconds.
export default mergeConfig(shared, defineConfig({ test: { expect: { poll: { timeout: 20_000 } } } }))
