import type app from '@/locales/en/app.json'
import type entry from '@/locales/en/entry.json'
import type alerts from '@/locales/en/later/alerts.json'
import type chat from '@/locales/en/later/chat.json'
import type board from '@/locales/en/later/board.json'
import type you from '@/locales/en/later/you.json'
import type host from '@/locales/en/later/host.json'
import type roomLists from '@/locales/en/later/room-lists.json'
import type history from '@/locales/en/later/history.json'
import type reports from '@/locales/en/later/reports.json'
import type profile from '@/locales/en/later/profile.json'
import type settings from '@/locales/en/later/settings.json'
import type signIn from '@/locales/en/later/sign-in.json'
import type solo from '@/locales/en/later/solo.json'
import type tasks from '@/locales/en/later/tasks.json'
import type landing from '@/locales/en/landing.json'
import type rooms from '@/locales/en/later/rooms.json'
import type ring from '@/locales/en/ring.json'

/** Every message there is: the keys of the English catalogues. */
export type MessageId =
  | keyof typeof alerts
  | keyof typeof app
  | keyof typeof chat
  | keyof typeof board
  | keyof typeof entry
  | keyof typeof landing
  | keyof typeof ring
  | keyof typeof history
  | keyof typeof host
  | keyof typeof roomLists
  | keyof typeof reports
  | keyof typeof rooms
  | keyof typeof you
  | keyof typeof profile
  | keyof typeof settings
  | keyof typeof signIn
  | keyof typeof solo
  | keyof typeof tasks
