import { useId } from 'react'
import { Leaves } from './leaves'

export type TomatoMood = 'happy' | 'focus' | 'sleepy' | 'party'

interface TomatoProps {
  size?: number
  mood?: TomatoMood
  className?: string
}

const ink = '#94392a'
const line = { fill: 'none', stroke: ink, strokeWidth: 4.4, strokeLinecap: 'round' } as const

/** The mascot. Decorative: it never carries a meaning that is not also written. */
export function Tomato({ size = 96, mood = 'happy', className }: TomatoProps) {
  const skin = useId()
  return (
    <svg viewBox="0 0 120 120" width={size} height={size} className={className} aria-hidden>
      <defs>
        <radialGradient id={skin} cx=".4" cy=".3" r=".8">
          <stop offset="0" stopColor="#ffa48e" />
          <stop offset=".6" stopColor="#ff8b76" />
          <stop offset="1" stopColor="#f97a63" />
        </radialGradient>
      </defs>
      <path
        d="M60 31c28 0 48 15 48 41 0 25-21 42-48 42S12 97 12 72c0-26 20-41 48-41Z"
        fill={`url(#${skin})`}
        stroke="#e8654d"
        strokeWidth="6"
      />
      <path d="M21 79c-3-16 4-30 18-37" {...line} stroke="#ffc9ba" strokeWidth="5.5" />
      <g fill="#ff6f61" opacity=".45">
        <ellipse cx="34" cy="84" rx="7" ry="4.5" />
        <ellipse cx="86" cy="84" rx="7" ry="4.5" />
      </g>
      <Eyes closed={mood === 'sleepy'} />
      <Mouth mood={mood} />
      <Leaves />
    </svg>
  )
}

function Eyes({ closed }: { closed: boolean }) {
  if (closed) return <path d="M36 74c3 4 9 4 12 0M72 74c3 4 9 4 12 0" {...line} />
  return (
    <g fill={ink} className="anim-blink">
      <circle cx="42" cy="74" r="5" />
      <circle cx="78" cy="74" r="5" />
    </g>
  )
}

function Mouth({ mood }: { mood: TomatoMood }) {
  if (mood === 'focus') return <path d="M53 85h14" {...line} />
  if (mood !== 'party') return <path d="M52 81c3 7 13 7 16 0" {...line} />
  return (
    <path
      d="M50 81c1 12 19 12 20 0Z"
      fill={ink}
      stroke={ink}
      strokeWidth="3"
      strokeLinejoin="round"
    />
  )
}
