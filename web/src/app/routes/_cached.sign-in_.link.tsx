import { createFileRoute } from '@tanstack/react-router'
import { LinkPage } from '@/features/accounts/routes/link-page'

export const Route = createFileRoute('/_cached/sign-in_/link')({ component: LinkPage })
