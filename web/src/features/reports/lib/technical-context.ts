import type { NewReport } from '../api/send-report'

export type Context = NonNullable<NewReport['context']>

/** Where somebody was when it happened, as far as the page that asks knows. */
export type Where = Pick<Context, 'page' | 'roomCode' | 'connection'>

const maxLength = 400

/** What is sent along, if the person agrees: nothing that is not shown to them. */
export function technicalContext(where: Where): Context {
  const facts = { browser: navigator.userAgent, page: location.pathname, ...where }
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) =>
      value ? [[name, String(value).slice(0, maxLength)]] : [],
    ),
  )
}
