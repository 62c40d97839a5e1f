import { createFileRoute } from '@tanstack/react-router'
import { SoloPage } from '@/features/solo/routes/solo-page'

export const Route = createFileRoute('/solo')({ component: SoloPage })
