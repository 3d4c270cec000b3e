import { defineConfig } from '@playwright/test'
import everyday from './playwright.config'

/** The packaged app, as `scripts/test/packaged.mjs` has made it. */
export default defineConfig({
  ...everyday,
  testDir: 'e2e/packaged',
  testMatch: '*.packed.ts',
  outputDir: 'test-results/packaged',
  timeout: 120_000,
  use: { actionTimeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/packaged.json' }]]
})
