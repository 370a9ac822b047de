/** The sample's whole life, told from its parts for one anchor date. */
import { Temporal } from 'temporal-polyfill'
import type { Character } from './cast.ts'
import { planContacts } from './contacts.ts'
import { LISTS, ROLES, writeLists, writeNotices, writeRoles } from './groups.ts'
import { writeLetters } from './letters.ts'
import { MACHINES, writeMachines } from './machines.ts'
import { planMeetings } from './meetings.ts'
import { NEAR } from './near.ts'
import { NEVER } from './never.ts'
import { writeOddities } from './oddities.ts'
import { OWNER } from './owner.ts'
import { DUE } from './quiet.ts'
import { planRoutine } from './routine.ts'
import { writeTurns } from './turns.ts'
import type { History } from './types.ts'
import { createWriter } from './writer.ts'

/** Two years before the anchor and eight weeks after it; the same for the same date, always. */
export function buildHistory(anchor: Temporal.PlainDate): History {
  const writer = createWriter()
  const cast: readonly Character[] = [...DUE, ...NEAR, ...NEVER]
  const meetings = cast.flatMap((one) => {
    const contacts = planContacts(one, anchor)
    writeLetters(writer, one, contacts, anchor)
    return planMeetings(one, contacts, anchor)
  })
  const events = [...meetings, ...planRoutine(anchor)]
  writeTurns(writer, anchor)
  writeNotices(writer, meetings)
  writeMachines(writer, anchor)
  writeLists(writer, anchor)
  writeRoles(writer, anchor)
  writeOddities(writer, anchor)
  return {
    owner: OWNER,
    messages: writer.messages.sort((a, b) => Temporal.Instant.compare(a.at, b.at) || (a.id < b.id ? -1 : 1)),
    events: events.sort((a, b) => Temporal.Instant.compare(a.createdAt, b.createdAt)),
    machines: [...MACHINES, ...LISTS, ...ROLES].map(({ address }) => address),
  }
}
