/** Puts everything under the first key of SECRET_KEYS, in pieces: what is sealed is sealed anew, what lies under the HMAC of an address is hashed anew. */
import { breathe } from '../../breathe.ts'
import { findSealedWebhook, reseal } from '../../db/accounts/webhooks.ts'
import { forgettingPlace } from '../../db/gone/forgotten.ts'
import { forUser } from '../../db/rows/bound.ts'
import { askedPlace, forgetAsked, listAskable, listAsked, moveAsked } from '../../db/sealed/asked.ts'
import { hashAnew } from '../../db/sealed/hash-anew.ts'
import { holdHashing, keepSealed, placeOf, replaceSealed } from '../../db/sealed/hashed.ts'
import {
  clearUncarried,
  findForgettingKey,
  holdHashes,
  listTokens,
  listUnkept,
  listUserIds,
  noteFirstKey,
  noteUnknown,
  readKnown,
  replaceForgettingKey,
  replaceToken,
} from '../../db/sealed/renewing.ts'
import type { Deps } from '../../deps.ts'
import { hoursOf, policy } from '../../policy.ts'
import { keyIdOf } from '../../seal.ts'
import { tokenPlace } from '../../sync/tokens.ts'
import { normalise } from '../../text.ts'
import { asUser } from '../as-user.ts'
import { boxOf, sealedBox } from '../mail/confirm.ts'
import { webhookPlace } from '../webhook/secret.ts'

type Renewing = Pick<Deps, 'db' | 'seal' | 'now'>

/** So many rows are taken at a time: a transaction is never longer than that. */
const pieceSize = 20
/** Who was not found by address is looked for again after this. */
const lookAgain = { hours: 24 * 7 }

/**
 * One walk over everything. It goes on from whatever an earlier one left, and any number of processes may walk at once: each
 * row is renewed by whoever holds it.
 */
export async function renewKeys(deps: Renewing): Promise<void> {
  const keyId = deps.seal.keyIds[0] ?? ''
  await noteFirstKey(deps.db, keyId, deps.now())
  await renewTokens(deps, keyId)
  await renewAsked(deps, keyId)
  for (let after = ''; ; ) {
    const ids = await listUserIds(deps.db, { after, limit: 100 })
    for (const userId of ids) await renewUser(asUser(deps, userId), keyId, userId)
    const last = ids.at(-1)
    if (!last) return
    after = last
  }
}

async function renewUser(deps: Renewing, keyId: string, userId: string): Promise<void> {
  await breathe()
  await findUnkept(deps, userId)
  await renewHashes(deps, keyId, userId)
  await renewForgetting(deps, keyId, userId)
  await renewWebhook(deps, keyId, userId)
  await clearUncarried(deps.db, userId)
}

async function renewTokens({ db, seal }: Renewing, keyId: string): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await listTokens(db, { keyId, after, limit: pieceSize })
    for (const row of rows)
      for (const [which, place] of [
        ['refreshToken', tokenPlace(row.id, 'refresh')],
        ['accessToken', tokenPlace(row.id, 'access')],
      ] as const) {
        const was = row[which]
        const plain = was && keyIdOf(was) !== keyId ? await opened(seal, was, place) : null
        if (was && plain !== null)
          await replaceToken(forUser(db, row.userId), row, { which, was, is: await seal.seal(plain, place) })
      }
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}

/** Null where its key is not among ours: the doctor says so. */
const opened = (seal: Deps['seal'], sealed: string, place: string) => seal.open(sealed, place).catch(() => null)

/** What is remembered of a stranger's mailbox; whose address nothing here names any more waits for its day, or for the doctor. */
async function renewAsked({ db, seal, now }: Renewing, keyId: string): Promise<void> {
  await forgetAsked(db, now().subtract({ hours: hoursOf(policy.confirm.sameAddress) }))
  let boxes: Map<string, string> | null = null
  for (let after = ''; ; ) {
    const rows = await listAsked(db, { keyId, after, limit: pieceSize })
    for (const { addressHash, sealed } of rows) {
      if (!sealed) boxes ??= await boxesByHash({ db, seal })
      const box = sealed ? await opened(seal, sealed, askedPlace(addressHash)) : boxes?.get(addressHash)
      if (box) await moveAsked(db, addressHash, await sealedBox(seal, box))
    }
    const last = rows.at(-1)
    if (!last) return
    after = last.addressHash
  }
}

async function boxesByHash({ db, seal }: Pick<Renewing, 'db' | 'seal'>): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const address of await listAskable(db)) {
    const box = boxOf(normalise(address))
    for (const hash of await seal.signatures(box, 'address')) found.set(hash, box)
  }
  return found
}

/** Rows from before addresses were kept: of each HMAC the address is looked for among all that is stored of the user. */
async function findUnkept({ db, seal, now }: Renewing, userId: string): Promise<void> {
  const wanted = new Set(await listUnkept(db, userId, now().subtract(lookAgain)))
  if (!wanted.size) return
  for await (const some of readKnown(db, userId)) {
    const signed = await Promise.all(
      some.map(normalise).map(async (address) => [address, await seal.signatures(address, 'address')] as const),
    )
    for (const [address, hashes] of signed) {
      const carried = hashes.filter((hash) => wanted.delete(hash))
      if (carried.length) await keep({ db, seal }, { userId, address, older: carried })
    }
    if (!wanted.size) return
    await breathe()
  }
  await noteUnknown(db, userId, { hashes: [...wanted], at: now() })
}

/** Keeps an address beside its HMAC under the first key, and hashes anew what lies under those of older ones. */
async function keep(
  { db, seal }: Pick<Renewing, 'db' | 'seal'>,
  { userId, address, older }: { readonly userId: string; readonly address: string; readonly older: readonly string[] },
): Promise<void> {
  const to = await seal.sign(address, 'address')
  const sealed = await seal.seal(address, placeOf(userId, to))
  await db.transaction(async (tx) => {
    await holdHashing(tx, userId)
    await keepSealed(tx, { userId, addressHash: to, sealed })
    for (const from of older) await hashAnew(tx, userId, { from, to })
  })
}

async function renewHashes({ db, seal }: Renewing, keyId: string, userId: string): Promise<void> {
  for (let after = ''; ; ) {
    const last = await db.transaction(async (tx) => {
      await holdHashing(tx, userId)
      const rows = await holdHashes(tx, userId, { keyId, after, limit: pieceSize })
      for (const { addressHash: from, sealed: was } of rows) {
        const address = was && (await opened(seal, was, placeOf(userId, from)))
        if (!address) continue
        const to = await seal.sign(address, 'address')
        const sealed = await seal.seal(address, placeOf(userId, to))
        // The same key under another id.
        if (to === from) await replaceSealed(tx, { userId, addressHash: to, sealed })
        else {
          await keepSealed(tx, { userId, addressHash: to, sealed })
          await hashAnew(tx, userId, { from, to })
        }
      }
      return rows.at(-1)?.addressHash
    })
    if (last === undefined) return
    after = last
    await breathe()
  }
}

async function renewForgetting({ db, seal }: Renewing, keyId: string, userId: string): Promise<void> {
  const was = await findForgettingKey(db, userId, keyId)
  const plain = was && (await opened(seal, was, forgettingPlace(userId)))
  if (was && plain) await replaceForgettingKey(db, userId, was, await seal.seal(plain, forgettingPlace(userId)))
}

async function renewWebhook({ db, seal }: Renewing, keyId: string, userId: string): Promise<void> {
  const was = await findSealedWebhook(db, userId, keyId)
  const plain = was && (await opened(seal, was, webhookPlace(userId)))
  if (was && plain) await reseal(db, userId, was, await seal.seal(plain, webhookPlace(userId)))
}
