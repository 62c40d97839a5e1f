import { useLingui } from '@lingui/react'
import { useMemo } from 'react'
import type { MessageId } from './message-id'

export type MessageValues = Record<string, string | number>
/** The text of a message in the shown language. */
export type Translate = (id: MessageId, values?: MessageValues) => string

/**
 * Texts and the shown language: `const { t, locale } = useT()`, then `t('landing.start')`. Ids are typed by the
 * English catalogue; write them as literals, the check for unused messages looks for them.
 */
export function useT(): { t: Translate; locale: string } {
  // `_` is a new function whenever the language changes, `i18n` never is.
  const { i18n, _ } = useLingui()
  const { locale } = i18n
  return useMemo(() => ({ t: (id, values) => _(id, values), locale }), [_, locale])
}
