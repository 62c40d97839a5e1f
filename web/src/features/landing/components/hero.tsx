import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { buttonClass } from '@/components/ui/button-class'
import { ThemeSwatches } from '@/components/ui/theme-swatches'
import { Tomato } from '@/components/ui/tomato'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { chooseTheme, useShownTheme } from '@/lib/themes'
import { DemoCard } from './demo-card'
import { HeroWords } from './hero-words'
import { JoinBox } from './join-box'

/** The promise, the two ways in, and a picture of where they lead. */
export function Hero() {
  const { t } = useT()
  const theme = useShownTheme()
  return (
    <section className="mx-auto grid w-full max-w-6xl grid-cols-[minmax(0,1fr)] items-center gap-14 px-4 pt-8 pb-20 sm:px-6 lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)] lg:pt-14 lg:pb-24">
      <div className="flex flex-col items-center text-center lg:items-start lg:text-left">
        <HeroWords />
        <div className="mt-8 grid w-full gap-3 sm:flex sm:w-auto">
          <Link to="/create" className={cn(buttonClass('primary', 'lg'))}>
            {t('landing.start')}
            <ArrowRight className="size-5" aria-hidden />
          </Link>
          <JoinBox />
        </div>
        <Link to="/solo" className={cn(buttonClass('ghost'), 'mt-2')}>
          <Tomato size={22} />
          {t('landing.solo')}
        </Link>
        <ThemeSwatches
          legend={t('ui.vibe')}
          value={theme}
          onChange={chooseTheme}
          className="mt-8"
        />
      </div>
      <DemoCard />
    </section>
  )
}
