import { createFileRoute } from '@tanstack/react-router'
import { MailLinkPage } from '@/features/accounts/routes/mail-link-page'

export const Route = createFileRoute('/_cached/auth/email')({ component: MailLinkPage })
