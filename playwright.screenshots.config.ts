import { defineConfig } from '@playwright/test'
import tests from './playwright.config'

/** The same app and the same rules as the tests, for taking pictures. */
export default defineConfig(tests, { testMatch: '*.shots.ts', reporter: 'list' })
