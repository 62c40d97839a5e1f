/** The mascot's two leaves, in a 120 × 120 box; they also crown the timer ring. */
export function Leaves() {
  return (
    <g strokeLinejoin="round" strokeWidth="5" stroke="#77a069">
      <path d="M60 38C57 22 43 12 27 15c1 16 15 27 33 23Z" fill="#a7cb98" />
      <path d="M60 38C56 22 64 8 80 4c6 15-3 31-20 34Z" fill="#b8d8a9" />
      <path
        d="M60 38c-8-6-16-10-24-13M61 37c4-8 9-16 15-23"
        fill="none"
        strokeWidth="2.6"
        strokeLinecap="round"
        opacity=".75"
      />
    </g>
  )
}
