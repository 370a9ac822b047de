import { Temporal } from 'temporal-polyfill'

/** The day of tests: always the same, so that a test fails for everybody or for nobody. `TODAY=2026-10-06 npm test` tries another one. */
export const today = Temporal.PlainDate.from(process.env.TODAY ?? '2026-12-01')

/**
 * When tests begin, at half past six in UTC: far from midnight in every zone that they live in, so that half an hour's wait does
 * not cross it.
 */
export const thisMorning = (): Temporal.Instant =>
  today.toZonedDateTime({ timeZone: 'UTC', plainTime: '06:30' }).toInstant()
