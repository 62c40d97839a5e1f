import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { Tomato, type TomatoMood } from '@/components/ui/tomato'
import { cn } from '@/lib/cn'

interface TomatoCardProps {
  title: string
  lead?: ReactNode
  mood?: TomatoMood
  /** `wide` for forms with choices, `narrow` (416 px) for everything else. */
  width?: 'narrow' | 'wide'
  children?: ReactNode
}

/** One card in the middle of the page, the mascot sitting on its edge: forms and messages. */
export function TomatoCard({ title, lead, mood, width = 'narrow', children }: TomatoCardProps) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center px-4 pt-20 pb-12">
      <Card
        className={cn(
          'relative w-full px-5 pt-12 pb-8 sm:px-9',
          width === 'wide' ? 'max-w-xl' : 'max-w-[26rem]',
        )}
      >
        <Tomato size={92} mood={mood} className="absolute -top-[70px] left-1/2 -translate-x-1/2" />
        <div className="mb-6 text-center">
          <h1 className="text-3xl font-[850] tracking-[-.03em] wrap-anywhere">{title}</h1>
          {lead && <p className="mt-2 text-ink-2">{lead}</p>}
        </div>
        {children}
      </Card>
    </div>
  )
}
