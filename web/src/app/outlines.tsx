import { setupI18n, type Messages } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { messages as english } from 'virtual:messages/en'
import { messages as portuguese } from 'virtual:messages/pt'
import type { ReactNode } from 'react'
import { Wordmark } from '@/components/ui/wordmark'
import { HeroWords } from '@/features/landing/components/hero-words'
import { RoomOutline } from '@/features/rooms/components/room-outline'

/**
 * What stands on the start page and in a room before our code is there. The build draws them into the page, app.css
 * shows the one that `/early.js` names, and main.tsx takes them away. They must not have a `style`.
 */
export const outlines: Record<string, ReactNode> = {
  start: <StartOutline />,
  room: <RoomOutline chatOpen={false} />,
}

function StartOutline() {
  return (
    <div className="glow-bg flex min-h-dvh flex-col">
      <header className="mx-auto flex w-full max-w-6xl px-4 pt-4 sm:px-6">
        <span className="py-1 pr-2">
          <Wordmark />
        </span>
      </header>
      <StartWords locale="en" messages={english} />
      <StartWords locale="pt" messages={portuguese} />
    </div>
  )
}

/** Beside the picture, on wide screens, their place depends on how tall it is. */
function StartWords({ locale, messages }: { locale: string; messages: Messages }) {
  const i18n = setupI18n({ locale, messages: { [locale]: messages } })
  return (
    <div lang={locale}>
      <div className="mx-auto flex w-full max-w-6xl flex-col items-center px-4 pt-8 text-center sm:px-6 lg:hidden">
        <I18nProvider i18n={i18n}>
          <HeroWords />
        </I18nProvider>
      </div>
    </div>
  )
}
