import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{common,main,renderer,scripts}/**/*.test.{ts,tsx,mjs}'],
    // The machines have two cores and are noisy: a test waits for conditions, these are only the ends of patience.
    testTimeout: 30_000,
    expect: { poll: { timeout: 20_000 } }
  }
})
