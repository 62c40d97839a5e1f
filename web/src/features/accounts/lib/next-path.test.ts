import { expect, it } from 'vitest'
import { nextPath } from './next-path'

it.each(['/room/pomo-H7KQ2M', '/settings/profile?from=mail#top', '/'])('goes on to %s', (path) => {
  expect(nextPath(path)).toBe(path)
})

it.each([
  undefined,
  '',
  'room/x',
  'https://evil.test/',
  'https:evil.test',
  '//evil.test',
  '/\\evil.test',
  '/\t/evil.test',
  '/.//evil.test',
  'javascript:alert(1)',
])('goes nowhere else (AU9): %j', (path) => {
  expect(nextPath(path)).toBe('/')
})
