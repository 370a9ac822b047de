/** Finds a date that comes back: the first contact there ever was. */
import { Temporal } from 'temporal-polyfill'
import type { FindingOf } from './finding.ts'
import { ids, type Reading } from './reading.ts'

/** The first contact there ever was, a whole number of years ago on one of the next seven days. */
export function findAnniversary(reading: Reading): FindingOf<'anniversary'> | undefined {
  const first = reading.all[0]
  if (!first || first !== reading.direct[0] || !reading.isComplete(first.at)) return undefined
  const today = reading.local(reading.now).toPlainDate()
  const day = reading.local(first.at).toPlainDate()
  for (let ahead = 0; ahead < 7; ahead++) {
    const then = today.add({ days: ahead })
    const years = then.year - day.year
    if (years < 1 || Temporal.PlainDate.compare(day.add({ years }), then) !== 0) continue
    const [met, weekday] = [first.kind === 'met', then.dayOfWeek]
    return { kind: 'anniversary', evidence: ids([first]), first: first.at, met, years, weekday, today: ahead === 0 }
  }
  return undefined
}
