import { createFileRoute } from '@tanstack/react-router'
import { ProfilePage } from '@/features/profile/routes/profile-page'

export const Route = createFileRoute('/_cached/u/$username')({ component: Profile })

function Profile() {
  const { username } = Route.useParams()
  return <ProfilePage key={username} username={username} />
}
