/** "Not right": what the owner says of a point on somebody's page, and takes back. */
import type { User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { addCorrections, deleteCorrections, listCorrections } from '../../db/said/corrections.ts'
import { hashAddresses } from '../../db/sealed/hashed.ts'
import { UserError } from '../../errors.ts'
import { digestOf } from '../../letter/choose/corrected.ts'
import type { PointKind } from '../../letter/types.ts'
import { type About, allHashes } from '../people/decide.ts'
import { readOne } from './write-card.ts'

type Pointing = About & { readonly user: User; readonly kind: PointKind }

/**
 * The point that a letter could say of them now is said no more; something else of its kind may be.
 * @throws UserError 409 where nothing of the kind can be said of them any more
 */
export async function sayNotRight(tx: Database, { deps, user, person, addresses, kind, at }: Pointing): Promise<void> {
  // Of two presses at once the second waits here, and finds nothing to say: two of a kind mean more than one.
  const hashes = await hashAddresses(tx, { seal: deps.seal, userId: user.id }, addresses)
  const { told } = person ? await readOne({ ...deps, db: tx }, user, person, deps.now()) : { told: undefined }
  const points = (await told?.())?.points.filter((point) => point.kind === kind) ?? []
  if (!points.length)
    throw new UserError(409, {
      en: 'This is said of them no more, so nothing had to be changed.',
      de: 'Das steht dort nicht mehr, also war nichts zu ändern.',
    })
  const evidence = [...new Set(points.flatMap((point) => point.evidence))].map(digestOf)
  // Each tap has a moment of its own: by that they are told apart.
  const last = (await listCorrections(tx, user.id)).at(-1)?.at
  const moment = last && last.epochMilliseconds >= at.epochMilliseconds ? last.add({ milliseconds: 1 }) : at
  await addCorrections(
    tx,
    [...hashes.values()].map((addressHash) => ({
      id: crypto.randomUUID(),
      userId: user.id,
      addressHash,
      kind,
      evidence,
      counts: true,
      at: moment,
    })),
  )
}

/** It was right after all. */
export async function sayRight(tx: Database, { deps, userId, addresses }: About, kind: PointKind): Promise<void> {
  await deleteCorrections(tx, userId, { hashes: await allHashes(deps, addresses), kind })
}
