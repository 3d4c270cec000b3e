import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results/e2e',
  // The tests share one screen and its keyboard focus. A test that passes only at its second try does not pass.
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // The machines have two cores and are noisy: tests wait for conditions, these are only the ends of patience.
  timeout: 60_000,
  globalTimeout: 25 * 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]]
})
