export type Mood = 'smile' | 'open' | 'sleepy' | 'party'

const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 3.2,
  strokeLinecap: 'round',
} as const

/** The tomato's face under the digits. Decorative: what it means is always written too. */
export function RingFace({ mood }: { mood: Mood }) {
  return (
    <svg viewBox="0 0 60 20" className="mt-[2cqw] h-auto w-[17cqw]" aria-hidden>
      {mood === 'sleepy' ? (
        <path d="M8 6c2 3 6 3 8 0M44 6c2 3 6 3 8 0" {...line} />
      ) : (
        <g className="anim-blink" fill="currentColor">
          <circle cx="12" cy="6" r="3.4" />
          <circle cx="48" cy="6" r="3.4" />
        </g>
      )}
      {mood === 'smile' && <path d="M24 11c2.5 4.5 9.5 4.5 12 0" {...line} />}
      {mood === 'sleepy' && <path d="M26 13.5h8" {...line} />}
      {(mood === 'open' || mood === 'party') && (
        <path
          d="M23 9c1.5 9 12.5 9 14 0Z"
          fill="currentColor"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinejoin="round"
        />
      )}
    </svg>
  )
}
