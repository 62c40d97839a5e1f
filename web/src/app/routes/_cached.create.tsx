import { createFileRoute } from '@tanstack/react-router'
import { CreatePage } from '@/features/entry/routes/create-page'

export const Route = createFileRoute('/_cached/create')({ component: CreatePage })
