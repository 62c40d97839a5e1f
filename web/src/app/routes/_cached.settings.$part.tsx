import { createFileRoute } from '@tanstack/react-router'
import { SettingsPage } from '@/features/settings/routes/settings-page'

export const Route = createFileRoute('/_cached/settings/$part')({ component: Settings })

function Settings() {
  const { part } = Route.useParams()
  return <SettingsPage part={part} />
}
