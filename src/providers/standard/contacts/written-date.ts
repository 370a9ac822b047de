/** The day of a birthday as cards write it (RFC 6350 section 4.3.1, RFC 2426 section 3.1.5). */
import { type Birthday, isDay } from './contact.ts'

/**
 * `19800102`, `1980-01-02`, `--0102`, `--01-02`, each with a time or without; undefined for a day without its month, a month
 * without its day, and what is no date. The year is not kept.
 */
export function readBirthday(written: string): Birthday | undefined {
  const [, month, day] = /^(?:\d{4}-?|--)(\d\d)-?(\d\d)(?:[T ].{0,40})?$/.exec(written.trim()) ?? []
  const found = { month: Number(month), day: Number(day) }
  return day !== undefined && isDay(found) ? found : undefined
}
