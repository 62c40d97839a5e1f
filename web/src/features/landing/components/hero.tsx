import { Link } from '@tanstack/react-router'
import { ArrowRight, Sparkles } from 'lucide-react'
import { buttonClass } from '@/components/ui/button-class'
import { ThemeSwatches } from '@/components/ui/theme-swatches'
import { Tomato } from '@/components/ui/tomato'
import { cn } from '@/lib/cn'
import { RichText } from '@/lib/i18n/rich-text'
import { useT } from '@/lib/i18n/use-t'
import { chooseTheme, useShownTheme } from '@/lib/themes'
import { DemoCard } from './demo-card'
import { JoinBox } from './join-box'

/** The promise, the two ways in, and a picture of where they lead. */
export function Hero() {
  const { t } = useT()
  const theme = useShownTheme()
  return (
    <section className="mx-auto grid w-full max-w-6xl grid-cols-[minmax(0,1fr)] items-center gap-14 px-4 pt-8 pb-20 sm:px-6 lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)] lg:pt-14 lg:pb-24">
      <div className="flex flex-col items-center text-center lg:items-start lg:text-left">
        <p className="flex items-center gap-2 rounded-full border border-line bg-surface px-4 py-1.5 text-sm font-bold text-ink-2 shadow-1">
          <Sparkles className="size-4 text-primary-ink" aria-hidden />
          {t('landing.pill')}
        </p>
        <h1 className="mt-6 text-[clamp(2.6rem,11vw,4.75rem)] leading-[1.04] font-[850] tracking-[-.045em]">
          <RichText id="landing.title" components={{ 0: <span className="text-primary-ink" /> }} />
        </h1>
        <p className="mt-6 max-w-xl text-lg leading-normal text-ink-2 sm:text-xl">
          {t('landing.lead')}
        </p>
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
