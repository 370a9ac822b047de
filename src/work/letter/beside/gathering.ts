/** Reads who was new at a meeting of a few this week. */
import { gatheringOf } from '../../../letter/gathering.ts'
import type { Contact, Gathering } from '../../../letter/types.ts'
import { placeOfUser } from '../../../place.ts'
import { normalise } from '../../../text.ts'
import { guestsSince } from '../met.ts'
import { timeOf } from '../sources/sent.ts'
import type { Sources } from '../sources/sources.ts'

/** `contacts`: meetings of the last month. Within the week, and since the last letter: it is told once. */
export async function readGathering(
  { user, at, circle, letters: { sent } }: Sources,
  contacts: readonly Contact[],
): Promise<Gathering | undefined> {
  const week = at.subtract({ hours: 24 * 7 })
  const last = sent[0] && timeOf(sent[0])
  const since = last && last.epochMilliseconds > week.epochMilliseconds ? last : week
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
