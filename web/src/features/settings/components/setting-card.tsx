import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'

interface SettingCardProps {
  title: string
  text?: ReactNode
  children: ReactNode
}

/** One matter of the settings: what it is, a line about it, and what can be done. */
export function SettingCard({ title, text, children }: SettingCardProps) {
  return (
    <Card className="p-5 sm:p-7">
      <h2 className="text-xl">{title}</h2>
      {text && <p className="mt-1.5 text-ink-2">{text}</p>}
      <div className="mt-5">{children}</div>
    </Card>
  )
}
