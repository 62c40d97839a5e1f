import { cn } from '@/lib/cn'
import { Tomato } from './tomato'

/** The mascot and the name. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-2 text-ink', className)}>
      <Tomato size={34} />
      <span translate="no" className="text-[1.35rem] leading-none font-[850] tracking-[-.035em]">
        pomopomo
      </span>
    </span>
  )
}
