import { Heart, Keyboard, ListOrdered, Palette, RefreshCw, Timer } from 'lucide-react'
import { useT } from '@/lib/i18n/use-t'

/** What makes it worth a try, in six short cards. */
export function Features() {
  const { t } = useT()
  const features = [
    { icon: Timer, title: t('landing.feature.timer'), text: t('landing.feature.timerText') },
    { icon: Heart, title: t('landing.feature.free'), text: t('landing.feature.freeText') },
    { icon: ListOrdered, title: t('landing.feature.queue'), text: t('landing.feature.queueText') },
    { icon: RefreshCw, title: t('landing.feature.steady'), text: t('landing.feature.steadyText') },
    { icon: Palette, title: t('landing.feature.vibe'), text: t('landing.feature.vibeText') },
    { icon: Keyboard, title: t('landing.feature.keys'), text: t('landing.feature.keysText') },
  ]
  return (
    <section aria-labelledby="features" className="mx-auto w-full max-w-6xl px-4 pb-20 sm:px-6">
      <h2 id="features" className="text-3xl tracking-[-.03em]">
        {t('landing.feature.title')}
      </h2>
      <ul className="mt-6 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {features.map(({ icon: Icon, title, text }) => (
          <li key={title} className="panel p-6">
            <span className="grid size-11 place-content-center rounded-md bg-primary-soft text-primary-ink">
              <Icon className="size-5.5" aria-hidden />
            </span>
            <h3 className="mt-4 text-lg">{title}</h3>
            <p className="mt-1.5 text-ink-2">{text}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
