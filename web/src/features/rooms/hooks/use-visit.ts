import { useEffect } from 'react'
import { noteVisit } from '../lib/known-rooms'
import { useRoom } from './use-room'

/** Notes this room among those this browser has been in, under its present name and theme. */
export function useVisit(): void {
  const { code, name, theme } = useRoom()
  useEffect(() => noteVisit({ code, name, theme }), [code, name, theme])
}
