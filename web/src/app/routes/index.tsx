import { createFileRoute } from '@tanstack/react-router'
import { LandingPage } from '@/features/landing/routes/landing-page'

export const Route = createFileRoute('/')({ component: LandingPage })
