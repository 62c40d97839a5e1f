import { Sparkles } from 'lucide-react'
import { RichText } from '@/lib/i18n/rich-text'
import { useT } from '@/lib/i18n/use-t'

/** The promise: what this is, in one line and one sentence. */
export function HeroWords() {
  const { t } = useT()
  return (
    <>
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
    </>
  )
}
