import { Link } from '@tanstack/react-router'
import { buttonClass } from '@/components/ui/button-class'
import { Tomato } from '@/components/ui/tomato'
import { useT } from '@/lib/i18n/use-t'

/** The last word of the page. */
export function Closing() {
  const { t } = useT()
  return (
    <section className="mx-auto w-full max-w-6xl px-4 pb-16 sm:px-6">
      <div className="flex flex-col items-center gap-5 rounded-xl bg-primary-soft px-6 py-12 text-center">
        <Tomato size={88} className="anim-bob" />
        <h2 className="text-3xl font-[850] tracking-[-.03em] sm:text-4xl">
          {t('landing.closing.title')}
        </h2>
        <p className="max-w-md text-lg text-ink-2">{t('landing.closing.text')}</p>
        <Link to="/create" className={buttonClass('primary', 'lg')}>
          {t('landing.start')}
        </Link>
      </div>
    </section>
  )
}
