import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{packages,apps}/*/src/**/*.test.ts', 'server/src/**/*.test.ts'],
    setupFiles: ['scripts/propertySeed.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
