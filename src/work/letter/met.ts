/** Reads whom the owner met lately, for thanks. */
import { readMeetings } from '../../db/history/meetings.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { meetings } from '../../letter/met-lately.ts'
import type { Contact, Met } from '../../letter/types.ts'
import { reachOfPerson } from '../../people/judge/reach.ts'
import { placeOfUser } from '../../place.ts'
import { normalise } from '../../text.ts'
import { toContacts } from '../people/contacts.ts'
import { timeOf } from './sources/sent.ts'
import type { Sources } from './sources/sources.ts'

/** Whom thanks could go to or a line could tell of, in normal form: with whom there was a meeting since then. */
export const guestsSince = (contacts: readonly Contact[], since: Instant): readonly string[] =>
  contacts.flatMap((one) => (one.at >= since.epochMilliseconds ? one.with.map(normalise) : []))

/** The meetings of a month that are over, with whom they were contact. */
export async function readMonth(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { user, at, accounts }: Sources,
): Promise<readonly Contact[]> {
  const met = await readMeetings(db, user.id, { since: at.subtract({ hours: 24 * 31 }), until: at })
  // A letter that is shown before its day does not say of a meeting to come that it was.
  const over = now().epochMilliseconds
  return toContacts(met, accounts.own, at).filter((one) => (one.endsAt ?? one.at) <= over)
}

/** People met lately, for thanks. `contacts`: the month's meetings. */
export async function metOf(
  { user, at, accounts, circle, letters: { sent } }: Sources,
  contacts: readonly Contact[],
): Promise<readonly Met[]> {
  const week = at.subtract({ hours: 24 * 7 })
  const last = sent[0] && timeOf(sent[0])
  const since = last && last.epochMilliseconds > week.epochMilliseconds ? last : week
  const byAddress = await circle.find(guestsSince(contacts, since))
  return meetings({
    contacts,
    personOf: (address) => {
      const person = byAddress.get(normalise(address))
      // Thanks may have gone long ago where that is not read.
      const isKnown = person && reachOfPerson(person, at, accounts.reaches).state !== 'unread'
      return isKnown ? { id: person.id, person } : undefined
    },
    since,
    now: at,
    ...placeOfUser(user),
  })
}
