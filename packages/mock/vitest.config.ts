import { defineConfig, mergeConfig } from 'vitest/config'
import shared from '../../vitest.shared.ts'

export default mergeConfig(
  shared,
  defineConfig({
    test: {
      // Files share what they import: Prism, the documents and the validators take longer to load than most files to run.
      isolate: false,
      // Half of the time is spent waiting for processes, browsers and stock Prism.
      maxWorkers: 2,
    },
  }),
)
