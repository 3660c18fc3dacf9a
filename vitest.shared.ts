import { configDefaults, defineConfig } from 'vitest/config'

/** What all packages share: results as a file, so that the closing count can be made, also of cached runs. */
export default defineConfig({
  test: {
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results.json' },
    // Generous, because a machine may be busy with other suites; nothing here is a measurement.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Tests of the full ring (`.ci/run full`) say so in their name; all others are of the fast one.
    exclude: [...configDefaults.exclude, ...(process.env['KLINGKIT_RING'] === 'full' ? [] : ['**/*.full.test.ts'])],
  },
})
