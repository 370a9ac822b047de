/** The parts of the export about coffees and introductions. */

import type { User } from '../../db/accounts/users.ts'
import { type Coffee, listCoffees } from '../../db/coffees.ts'
import type { Database } from '../../db/database.ts'
import { listIntroductions } from '../../db/said/introductions.ts'

/** Every coffee, oldest first. */
export const coffeesOf = async (db: Database, user: User, ids: ReadonlyMap<string, string>) =>
  (await listCoffees(db, user.id)).map((coffee) => coffeeOf(coffee, ids))

export function coffeeOf(coffee: Coffee, ids: ReadonlyMap<string, string>) {
  const { id, address, offered, timeZone, state, how, note, place, externalEventId, news, moveTo } = coffee
  // Times behind a guest link: the first of them stands for the coffee until one is chosen.
  const [startsAt = null, endsAt = null] = coffee.startsAt
    ? [coffee.startsAt.toString(), coffee.endsAt?.toString()]
    : (offered?.[0] ?? [])
  return {
    id,
    personId: ids.get(address) ?? '',
    name: coffee.name,
    title: coffee.title,
    createdAt: coffee.createdAt.toString(),
    startsAt,
    endsAt,
    timeZone,
    state,
    how,
    note,
    ...present({
      externalEventId,
      place,
      offered,
      news,
      moveTo,
      connectionId: coffee.connectionId,
      chosenAt: coffee.chosenAt?.toString(),
      holdUntil: coffee.holdUntil?.toString(),
      told: coffee.told,
      toldAt: coffee.toldAt?.toString(),
      reminded: coffee.reminded,
      stopped: coffee.stopped,
      pending: coffee.pending,
      sendAt: coffee.sendAt?.toString(),
      problem: coffee.problem,
    }),
    ...(coffee.alsoAddress ? { alsoPersonId: ids.get(coffee.alsoAddress) ?? '', alsoName: coffee.alsoName ?? '' } : {}),
  }
}

/** What there is of these. */
const present = (all: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value))

/** Every introduction that was begun, the newest first: who was asked, what each said, and what came of it. */
export const introductionsOf = async (db: Database, user: User, ids: ReadonlyMap<string, string>) =>
  (await listIntroductions(db, user.id)).map((row) => ({
    id: row.id,
    people: [
      {
        personId: ids.get(row.oneAddress) ?? '',
        name: row.oneName,
        address: row.oneAddress,
        askedAt: row.oneAskedAt,
        said: row.oneSaid,
        saidAt: row.oneSaidAt,
      },
      {
        personId: ids.get(row.otherAddress) ?? '',
        name: row.otherName,
        address: row.otherAddress,
        askedAt: row.otherAskedAt,
        said: row.otherSaid,
        saidAt: row.otherSaidAt,
      },
    ],
    madeAt: row.madeAt,
    askedAfterAt: row.askedAfterAt,
    createdAt: row.createdAt,
  }))
