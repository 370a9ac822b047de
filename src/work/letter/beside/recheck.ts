/** Looks once more at what a letter says beside its people: what is done, and whoever may not be spoken of any more, is left out. */
import type { User } from '../../../db/accounts/users.ts'
import { openNotes } from '../../../db/decisions.ts'
import { asOf, findPersonByAddress, type KnownPerson } from '../../../db/people.ts'
import type { Deps } from '../../../deps.ts'
import { mayBeWished } from '../../../letter/birthday-lines.ts'
import type { Letter } from '../../../letter/types.ts'
import { normalise } from '../../../text.ts'
import { maySay } from '../went-well.ts'
import { maySpeakOf } from './promises.ts'

/** The letter without them. */
export async function withDays({ db, now }: Pick<Deps, 'db' | 'now'>, user: User, letter: Letter): Promise<Letter> {
  const { promises = [], birthdays = [], gathering, ...rest } = letter
  if (!promises.length && !birthdays.length && !gathering) return letter
  const keeps = async (address: string, may: (person: KnownPerson) => boolean) => {
    const known = await findPersonByAddress(db, user.id, normalise(address))
    return known ? may(asOf(known, now())) : false
  }
  const open = await openNotes(
    db,
    user.id,
    promises.map(({ noteId }) => noteId),
  )
  const still = []
  for (const one of promises) if (open.has(one.noteId) && (await keeps(one.address, maySpeakOf))) still.push(one)
  const wished = []
  for (const one of birthdays) if (await keeps(one.address, (person) => mayBeWished(person, now()))) wished.push(one)
  let told = gathering
  for (const { address } of gathering?.about ?? []) if (!(await keeps(address, maySay))) told = undefined
  return {
    ...rest,
    ...(still.length ? { promises: still } : {}),
    ...(wished.length ? { birthdays: wished } : {}),
    ...(told ? { gathering: told } : {}),
  }
}
