import { sep } from 'node:path'
import { expect, test } from 'vitest'
import { appFolder, resourcesFolder } from './places'

const posix = (path: string): string => path.replace(/^[A-Z]:/, '').replaceAll(sep, '/')

test('a checkout holds everything', () => {
  expect(posix(appFolder('/home/me/gilscope/out/main'))).toBe('/home/me/gilscope')
  expect(posix(resourcesFolder('/home/me/gilscope/out/main'))).toBe('/home/me/gilscope')
})

test('a package has what Python reads beside the archive', () => {
  const entry = '/opt/gilscope/resources/app.asar/out/main'
  expect(posix(appFolder(entry))).toBe('/opt/gilscope/resources/app.asar')
  expect(posix(resourcesFolder(entry))).toBe('/opt/gilscope/resources')
})
