import { useEffect, useRef } from 'react'
import { useRoomSession } from '../hooks/use-room'
import { remainingShare } from '../lib/timer'
import { selectTimer } from '../store'

/** The skin of the ring. It is moved by hand on each beat, so React renders nothing while time passes. */
export function RingProgress({ stroke }: { stroke: string }) {
  const { store, clock, ticker } = useRoomSession()
  const arc = useRef<SVGCircleElement>(null)
  const knob = useRef<SVGGElement>(null)

  useEffect(() => {
    const draw = () => {
      const timer = selectTimer(store.getState())
      const share = timer?.segmentId ? remainingShare(timer, clock.now()) : 0
      arc.current?.style.setProperty('stroke-dasharray', `${share} 2`)
      arc.current?.style.setProperty('display', share > 0 ? 'inline' : 'none')
      knob.current?.style.setProperty('rotate', `${share * 360}deg`)
      knob.current?.style.setProperty('display', share > 0 ? 'inline' : 'none')
    }
    draw()
    return ticker.subscribe(draw)
  }, [store, clock, ticker])

  return (
    <>
      <circle
        ref={arc}
        className="ring-progress transition-[stroke-dasharray] duration-250 ease-linear"
        cx="160"
        cy="160"
        r="140"
        pathLength="1"
        fill="none"
        stroke={stroke}
        strokeWidth="17"
        strokeLinecap="round"
        transform="rotate(-90 160 160)"
      />
      <g
        ref={knob}
        className="transition-[rotate] duration-250 ease-linear"
        style={{ transformOrigin: '160px 160px' }}
      >
        <circle cx="160" cy="20" r="5" fill="var(--surface)" />
      </g>
    </>
  )
}
