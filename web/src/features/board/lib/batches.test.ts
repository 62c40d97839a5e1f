import { expect, it } from 'vitest'
import { inBatches } from './batches'
import { element } from './testing'

const size = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length

it('fills each message, never beyond the limit, in the order of the elements', () => {
  const elements = Array.from({ length: 40 }, (_, at) =>
    element(`n${at}`, { text: 'ã'.repeat((at * 37) % 200) }),
  )
  const { batches, tooBig } = inBatches(elements, 1_000)
  expect(batches.flat()).toEqual(elements)
  expect(tooBig).toEqual([])
  for (const batch of batches) expect(size(batch)).toBeLessThanOrEqual(1_001)
  for (const [at, batch] of batches.slice(1).entries())
    expect(size([...batches[at]!, batch[0]])).toBeGreaterThan(1_000)
})

it('sorts out what fits into no message', () => {
  const huge = element('huge', { text: 'x'.repeat(2_000) })
  const { batches, tooBig } = inBatches([element('a'), huge, element('b')], 1_000)
  expect(tooBig).toEqual([huge])
  expect(batches.flat().map(({ id }) => id)).toEqual(['a', 'b'])
})
