import { Trans } from '@lingui/react'
import type { ReactElement } from 'react'
import type { MessageId } from './message-id'
import type { MessageValues } from './use-t'

interface RichTextProps {
  id: MessageId
  values?: MessageValues
  /** What `<0>…</0>`, `<1>…</1>` in the message are rendered as. */
  components: Record<string, ReactElement>
}

/** A message with elements inside, such as a link in a sentence. */
export function RichText({ id, values, components }: RichTextProps) {
  return <Trans id={id} values={values} components={components} />
}
