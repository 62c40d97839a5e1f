import { useEffect, useState, type ComponentType } from 'react'
import type { BoardProps } from '@/features/board/components/board'

/** The editor's code, which comes only when somebody opens the board: it is bigger than all the rest. */
export function useBoardCode(): {
  Board: ComponentType<BoardProps> | null
  failed: boolean
  retry: () => void
} {
  const [code, setCode] = useState<{ Board: ComponentType<BoardProps> } | null>(null)
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    if (failed) return
    import('@/features/board/components/board').then(
      ({ default: Board }) => setCode({ Board }),
      () => setFailed(true),
    )
  }, [failed])

  return { Board: code?.Board ?? null, failed, retry: () => setFailed(false) }
}
