import { answer, api, type Schemas } from '@/lib/api/client'

export type NewReport = Schemas['NewReport']

/** Tells the operators. Kept with who is known to this browser, if anybody. */
export function sendReport(report: NewReport) {
  return answer(api.POST('/api/reports', { body: report }))
}
