/** Google's own clients, loaded by the first request: half of what a start would load, and a server of others never asks Google. */
import type { calendar_v3 } from '@googleapis/calendar'
import type { gmail_v1 } from '@googleapis/gmail'
import { whole } from '../late.ts'

interface Where {
  /** Replaces the host of the API. */
  readonly origin: string | undefined
}

/** Gmail's client. */
export function lateGmail({ origin }: Where): () => Promise<gmail_v1.Gmail> {
  return once(async () => whole(await import('@googleapis/gmail')).gmail({ version: 'v1', ...rootOf(origin) }))
}

/** The calendar's client. */
export function lateCalendar({ origin }: Where): () => Promise<calendar_v3.Calendar> {
  return once(async () => whole(await import('@googleapis/calendar')).calendar({ version: 'v3', ...rootOf(origin) }))
}

const rootOf = (origin: string | undefined) => (origin ? { rootUrl: origin } : {})

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => {
    made ??= make()
    return made
  }
}
