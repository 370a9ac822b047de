/** Several calendars of one account, asked one beside the other and told as one. */
import pMap from 'p-map'
import { ProviderError } from '../../errors.ts'
import type { Agenda } from '../types.ts'

/** Microsoft lets four requests of one mailbox be under way. */
const atOnce = 3

/**
 * What stands in these calendars together. One that is gone, or that nobody opens to this account any more, is named in
 * `shut` and takes nothing else with it; whatever else is wrong is wrong with all of them.
 * @throws ProviderError where the account itself is refused or not reached, or where it has but this one calendar
 */
export async function gather(ids: readonly string[], read: (id: string) => Promise<Agenda>): Promise<Agenda> {
  const found = await pMap(ids, (id) => readOrShut(id, { read, alone: ids.length === 1 }), { concurrency: atOnce })
  const open = found.flatMap((one) => (typeof one === 'string' ? [] : [one]))
  const shut = found.filter((one) => typeof one === 'string')
  const zone = open.find(({ timeZone }) => timeZone)?.timeZone
  return {
    busy: open.flatMap(({ busy }) => busy),
    events: open.reduce((sum, { events }) => sum + events, 0),
    unread: open.reduce((sum, { unread = 0 }) => sum + unread, 0),
    ...(shut.length ? { shut } : {}),
    ...(zone ? { timeZone: zone } : {}),
  }
}

interface Reading {
  readonly read: (id: string) => Promise<Agenda>
  readonly alone: boolean
}

async function readOrShut(id: string, { read, alone }: Reading): Promise<Agenda | string> {
  try {
    return await read(id)
  } catch (error) {
    const isShut = error instanceof ProviderError && (error.kind === 'missing' || error.kind === 'forbidden')
    if (isShut && !alone) return id
    throw error
  }
}
