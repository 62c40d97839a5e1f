import '@testing-library/jest-dom/vitest'
import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'
import '@/features/rooms/texts'

// What jsdom lacks. Motion counts as reduced, so that changes show at once.
window.matchMedia = (query) =>
  Object.assign(new EventTarget(), { matches: query.includes('reduce'), media: query }) as never
window.scrollTo = () => undefined

afterEach(() => {
  cleanup()
  localStorage.clear()
})
