/** Reads who was new at a meeting of a few this week. */
import { readMeetings } from '../../../db/history/meetings.ts'
import type { Deps } from '../../../deps.ts'
import { gatheringOf } from '../../../letter/gathering.ts'
import type { Gathering } from '../../../letter/types.ts'
import { placeOfUser } from '../../../place.ts'
import { normalise } from '../../../text.ts'
import { toContacts } from '../../people/contacts.ts'
import { guestsSince } from '../met.ts'
import { timeOf } from '../sources/sent.ts'
import type { Sources } from '../sources/sources.ts'

/** Within the week, and since the last letter: it is told once. */
export async function readGathering(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { user, at, accounts, circle, letters: { sent } }: Sources,
): Promise<Gathering | undefined> {
  const week = at.subtract({ hours: 24 * 7 })
  const last = sent[0] && timeOf(sent[0])
  const since = last && last.epochMilliseconds > week.epochMilliseconds ? last : week
  const over = now().epochMilliseconds
  const met = await readMeetings(db, user.id, { since, until: at })
  const contacts = toContacts(met, accounts.own, at).filter((one) => (one.endsAt ?? one.at) <= over)
  const byAddress = await circle.find(guestsSince(contacts, since))
  return gatheringOf({
    contacts,
    personOf: (address) => {
      const person = byAddress.get(normalise(address))
      return person && { id: person.id, person }
    },
    since,
    now: at,
    ...placeOfUser(user),
  })
}
