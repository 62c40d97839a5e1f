import { expect, it } from 'vitest'
import { cleanLinks } from './links'

it('completes what people type, and leaves it to the server to refuse the rest (IN2)', () => {
  expect(
    cleanLinks([' example.org/ana ', '', 'http://a.test', 'HTTPS://b.test', 'javascript:alert(1)']),
  ).toEqual(['https://example.org/ana', 'http://a.test', 'HTTPS://b.test', 'javascript:alert(1)'])
})
