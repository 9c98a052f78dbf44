import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    setupFiles: ['scripts/propertySeed.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: availableParallelism(),
    projects: [
      // Nothing in packages keeps state in modules: files share what they import.
      {
        extends: true,
        test: { name: 'packages', include: ['packages/*/src/**/*.test.ts'], isolate: false },
      },
      {
        extends: true,
        test: { name: 'apps', include: ['apps/*/src/**/*.test.ts', 'server/src/**/*.test.ts'] },
      },
    ],
  },
})
