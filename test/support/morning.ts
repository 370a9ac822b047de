import { Temporal } from 'temporal-polyfill'

/**
 * When tests begin: today, so that each day is tried, and at half past six in UTC, far from midnight in every zone that
 * they live in. By the hour of the machine half an hour's wait would now and then cross midnight.
 */
export const thisMorning = (): Temporal.Instant =>
  Temporal.Now.zonedDateTimeISO('UTC').with({ hour: 6, minute: 30, second: 0, millisecond: 0 }).toInstant()
