import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'
import '@/features/rooms/texts'

// What jsdom lacks. Motion counts as reduced, so that changes show at once.
window.matchMedia = (query) =>
  Object.assign(new EventTarget(), { matches: query.includes('reduce'), media: query }) as never
window.scrollTo = () => undefined

// Only for what never comes: a busy machine takes its time.
configure({ asyncUtilTimeout: 30_000 })

afterEach(() => {
  cleanup()
  localStorage.clear()
})
