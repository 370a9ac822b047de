/** The owner’s word on somebody in the letter that is shown: yes, or not this one, and back again. */
import type { User } from '../../db/accounts/users.ts'
import { nextMoment, takeDecisionsBack } from '../../db/decisions.ts'
import { listVerdicts, saveVerdict, takeVerdictBack } from '../../db/digests.ts'
import { findPerson, type KnownPerson } from '../../db/people.ts'
import { hashAddresses } from '../../db/sealed/hashed.ts'
import { listInState } from '../../db/some-people.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { policy } from '../../policy.ts'
import { sha256 } from '../../seal.ts'
import { normalise } from '../../text.ts'
import { addressesOf, allHashes, decide, restore } from '../people/decide.ts'
import { requestDerive } from '../request.ts'
import { previewLetter } from './preview.ts'

/** What the owner says of somebody in the letter that is shown. */
export type Verdict = 'yes' | 'not_this' | 'elsewhere'

/**
 * The owner's word on somebody in the letter that is shown. "Not this one" lets them rest, and of whom they talk to elsewhere
 * no silence is measured any more: the next comes in their place, and everybody beside them keeps theirs.
 * @throws UserError 404 where they are not in it
 */
export async function judgePick(deps: Deps, user: User, personId: string, verdict: Verdict): Promise<void> {
  const now = deps.now()
  const { letter, verdicts } = await previewLetter(deps, user)
  const card = letter?.cards.find((one) => one.personId === personId)
  if (!letter || !card)
    throw new UserError(404, {
      en: 'They are not in the letter that is shown now. Look at it again; nothing was changed.',
      de: 'In dem Brief, der jetzt zu sehen ist, kommt diese Person nicht vor. Schau ihn dir noch einmal an; geändert wurde nichts.',
    })
  await deps.db.transaction(async (tx) => {
    const addresses = letter.cards.map(({ address }) => normalise(address))
    const hashes = await hashAddresses(tx, { seal: deps.seal, userId: user.id }, addresses)
    for (const [place, one] of letter.cards.entries()) {
      const said = one === card ? (verdict === 'yes' ? 'yes' : 'not_this') : (verdicts.get(one.personId) ?? 'stays')
      const addressHash = hashes.get(normalise(one.address))
      if (addressHash) await saveVerdict(tx, { userId: user.id, week: letter.week, addressHash, verdict: said, place })
    }
    const person = verdict !== 'yes' ? await findPerson(tx, user.id, personId) : undefined
    if (!person) return
    const until = now.toZonedDateTimeISO(user.timeZone).add(policy.passedOver).startOfDay().toInstant()
    const at = await nextMoment(tx, user.id, now)
    const about = { deps, userId: user.id, addresses: addressesOf(person), person, at }
    const source = await sourceOf(letter.week, personId)
    await decide(tx, { ...about, source }, verdict === 'elsewhere' ? { kind: 'elsewhere' } : { kind: 'rest', until })
    await requestDerive(tx, user.id, now)
  })
  deps.wake()
}

/** Somebody refused in the letter that is shown, and until when they rest for it; without an end where you talk elsewhere. */
export interface Refused {
  readonly personId: string
  readonly firstName: string
  readonly until: Instant | null
}

/** Whom the owner refused in the letter of a week, and who rests or is talked to elsewhere for it. Reads only. */
export async function listRefused(
  deps: Pick<Deps, 'db' | 'seal'>,
  user: User,
  week: string,
): Promise<readonly Refused[]> {
  const said = (await listVerdicts(deps.db, user.id, [week])).filter(({ verdict }) => verdict === 'not_this')
  if (!said.length) return []
  const hashes = new Set(said.map(({ addressHash }) => addressHash))
  const found: Refused[] = []
  for (const person of await listInState(deps.db, user.id, ['resting', 'elsewhere'])) {
    const until = person.state === 'elsewhere' ? null : person.restUntil
    if (until !== undefined && (await allHashes(deps, addressesOf(person))).some((hash) => hashes.has(hash)))
      found.push({ personId: person.id, firstName: firstNameOf(person), until })
  }
  return found
}

/**
 * Takes "Not this one" back: they stand in the letter again, at their place.
 * @throws UserError 404 where nothing of the kind was said of them in the letter that is shown
 */
export async function takePickBack(deps: Deps, user: User, personId: string): Promise<void> {
  const { letter } = await previewLetter(deps, user)
  const nothing = () =>
    new UserError(404, {
      en: 'There is nothing to take back any more; nothing was changed.',
      de: 'Es gibt nichts mehr zurückzunehmen; geändert wurde nichts.',
    })
  if (!letter) throw nothing()
  await deps.db.transaction(async (tx) => {
    const person: KnownPerson | undefined = await findPerson(tx, user.id, personId)
    if (!person) throw nothing()
    const addresses = addressesOf(person)
    const addressHashes = await allHashes(deps, addresses)
    if (!(await takeVerdictBack(tx, { userId: user.id, week: letter.week, addressHashes }))) throw nothing()
    await takeDecisionsBack(tx, user.id, await sourceOf(letter.week, personId))
    const at = await nextMoment(tx, user.id, deps.now())
    await restore(tx, { deps, userId: user.id, addresses, person, at })
    await requestDerive(tx, user.id, deps.now())
  })
  deps.wake()
}

/** By which the decision is found again: no link made it. */
const sourceOf = (week: string, personId: string) => sha256(`pick|${week}|${personId}`)
