/** Keeps a few people close, and takes it back: they are named before others once it is unusually quiet. */

import type { Database } from '../../db/database.ts'
import { deleteDecisions } from '../../db/decisions.ts'
import { changePerson } from '../../db/people.ts'
import { listClose } from '../../db/some-people.ts'
import { UserError } from '../../errors.ts'
import { inWords as inGermanWords, listed } from '../../letter/words/de/pieces.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { atFirst, inWords, policy } from '../../policy.ts'
import { cleanText } from '../../text.ts'
import { type About, allHashes, decide, restore } from './decide.ts'

/** @throws UserError 409 where as many are close already as may be */
export async function keepClose(tx: Database, about: About): Promise<void> {
  const { userId, person } = about
  const others = (await listClose(tx, userId)).filter(({ id }) => id !== person?.id)
  if (others.length >= policy.close.most) {
    const names = others.map(({ name }) => cleanText(name, 60))
    throw allClose(names, person && firstNameOf(person))
  }
  if (!person?.close) await decide(tx, about, { kind: 'keep_close' })
}

/** @param name for whom there is no room */
function allClose(names: readonly string[], name: string | undefined): UserError {
  const { most } = policy.close
  return new UserError(409, {
    en: `You keep ${names.slice(0, -1).join(', ')} and ${names.at(-1)} close. ${atFirst(inWords(most))} is as many as can come first; once one of them no longer has to, there is room${name ? ` for ${name}` : ''}. Nothing was changed.`,
    de: `Du behältst ${listed(names)} im Blick. Mehr als ${inGermanWords(most)} können nicht zuerst kommen; sobald es für jemanden davon nicht mehr nötig ist, ist Platz${name ? ` für ${name}` : ''}. Geändert wurde nichts.`,
  })
}

/** Takes back that they are close. */
export async function releaseClose(tx: Database, about: About): Promise<void> {
  const hashes = await allHashes(about.deps, about.addresses)
  await deleteDecisions(tx, about.userId, { hashes, kind: 'keep_close' })
  if (about.person) await changePerson(tx, about.userId, about.person.id, { close: false })
}

/** Takes back that somebody has died: whatever else was decided about them holds again. */
export async function takeDeathBack(tx: Database, about: About): Promise<void> {
  const hashes = await allHashes(about.deps, about.addresses)
  await deleteDecisions(tx, about.userId, { hashes, kind: 'died' })
  await restore(tx, about)
}
