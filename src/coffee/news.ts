/** What a guest did after choosing a time, in words for the owner. */
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../facts.ts'
import type { Place } from '../place.ts'
import { cleanText } from '../text.ts'
import { type Guest, guestName, sayDay } from './hold.ts'
import { toldIn } from './told/told.ts'
import type { News } from './types.ts'

/** One line of a guest's own, as it is kept and shown. */
export const cleanLine = (text: string): string => cleanText(text, longestLine)

/** More than a sentence belongs into a mail. */
export const longestLine = 200

interface Happened extends Guest {
  readonly news: News
  /** The time it is about; null where none was chosen. */
  readonly startsAt: Instant | null
}

/** "Maren chose Friday 4 December, 15:00 instead of Thursday 3 December, 10:00." On the clock of `place`. */
export function sayNews({ news, startsAt, ...guest }: Happened, place: Place): string {
  const words = toldIn(place)
  const name = guestName(guest, place)
  const day = startsAt ? sayDay(startsAt, place) : words.aTime
  const was = news.was ? sayDay(Temporal.Instant.from(news.was), place) : undefined
  const line = news.line ? ` ${words.line(cleanLine(news.line))}` : ''
  const said: Record<News['act'], string> = {
    change: words.changed(name, day, was),
    none: words.none(name),
    cancel: words.cancelled(name, day),
    stop: words.stopped(name),
    fell: words.fell(name, day),
  }
  return `${said[news.act]}${line}`
}

/** The next thing that happens to a coffee with this news so far. */
export const nextNews = (
  news: News | null,
  { at, ...more }: Pick<News, 'act' | 'line' | 'was'> & { readonly at: Instant },
): News => ({
  ...more,
  at: at.toString(),
  no: (news?.no ?? 0) + 1,
  ...(more.act === 'cancel' || news?.off ? { off: true } : {}),
})
