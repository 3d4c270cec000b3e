import tests from './playwright.config'

/** The same app and the same rules as the tests, for taking pictures. */
export default { ...tests, testMatch: '*.shots.ts', reporter: 'list' }
