import { useLingui } from '@lingui/react'
import { useCallback } from 'react'
import type { MessageId } from './message-id'

export type MessageValues = Record<string, string | number>
/** The text of a message in the shown language. */
export type Translate = (id: MessageId, values?: MessageValues) => string

/**
 * Texts and the shown language: `const { t, locale } = useT()`, then `t('landing.start')`. Ids are typed by the
 * English catalogue; write them as literals, the check for unused messages looks for them.
 */
export function useT(): { t: Translate; locale: string } {
  const { i18n } = useLingui()
  const { locale } = i18n
  // `locale` is a dependency because the i18n object stays the same when the language changes.
  // oxlint-disable-next-line exhaustive-deps
  const t = useCallback<Translate>((id, values) => i18n._(id, values), [i18n, locale])
  return { t, locale }
}
