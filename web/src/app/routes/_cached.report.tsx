import { createFileRoute } from '@tanstack/react-router'
import { ReportPage } from '@/features/reports/routes/report-page'

export const Route = createFileRoute('/_cached/report')({
  validateSearch: ({ from }: Record<string, unknown>) => (typeof from === 'string' ? { from } : {}),
  component: Report,
})

function Report() {
  const { from } = Route.useSearch()
  return <ReportPage from={from} />
}
