import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { predictPause, predictPlay, remainingMs } from '@/features/rooms/lib/timer'
import { withSnapshot } from '@/features/rooms/store'
import { demoSnapshot } from '../lib/demo-room'
import { createDemoSession } from '../lib/demo-session'

/** A room without a server: the real ring over a local countdown, to be paused and started like a real one. */
export function useDemoRoom(label: string) {
  const [session] = useState(() => createDemoSession(label))
  const { store, clock } = session
  const timer = useStore(store, (state) => state.timer)
  const running = timer?.status === 'running'

  // Nobody watches it for so long, but if somebody does, it begins again.
  useEffect(() => {
    if (!running) return undefined
    const restart = () => store.setState(withSnapshot(demoSnapshot(clock.now(), label)))
    const timeout = setTimeout(restart, remainingMs(timer, clock.now()))
    return () => clearTimeout(timeout)
  }, [running, timer, store, clock, label])

  const toggle = () => {
    if (!timer) return
    const change = running ? predictPause : predictPlay
    store.setState({ timer: change(timer, clock.now()) })
  }
  return { session, running, toggle }
}
