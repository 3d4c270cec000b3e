import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{common,main,renderer,scripts}/**/*.test.{ts,tsx,mjs}'],
    // The machines have two cores and are noisy: a test waits for conditions, this is only the end of patience.
    testTimeout: 30_000
  }
})
