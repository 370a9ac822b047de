/** Some of the listed messages, read as far as the quota goes. */
import type { gmail_v1 } from '@googleapis/gmail'
import * as z from 'zod'
import type { QuotaCosts } from '../../config.ts'
import { ProviderError } from '../../errors.ts'
import type { DueMessage } from '../listing.ts'
import type { Call } from '../types.ts'
import { ask } from './client.ts'
import { type CursorOf, goOn } from './mail-cursor.ts'
import { asPassing } from './pauses.ts'
import { affordable, fetchReads, planReads, toPage, total } from './reads.ts'

/** So many messages a step reads at most. */
export const readAtOnce = 50

interface Gmail {
  readonly users: gmail_v1.Resource$Users
  readonly costs: QuotaCosts
}

interface ToRead extends Gmail {
  readonly due: readonly DueMessage[]
  /** Where reading goes on from, as long as something is left, and once all is read. */
  readonly cursor: CursorOf<'read'>
  readonly changes: CursorOf<'changes'>
  readonly least: boolean
}

/**
 * Reads messages as far as the quota goes.
 * @param toRead `least`: throws where it is not enough for the first of them
 */
export async function readThese(call: Call, toRead: ToRead) {
  const { due, cursor, changes, least, users, costs } = toRead
  const wanted = planReads(due, costs)
  const first = least ? (wanted[0]?.cost ?? 0) : 0
  const granted = wanted.length
    ? await call.budget.take(first, total(wanted), (units) => total(affordable(wanted, units)))
    : 0
  const requests = affordable(wanted, granted)
  const reads = await fetchReads(call, users, {
    requests,
    known: (except) => canReadAny(call, { users, costs }, except),
  })
  // Whatever failed by itself waits behind the others.
  const isLast = due.length < readAtOnce && requests.length === wanted.length
  const last = new Set(requests.flatMap(({ ids, lastTry }) => (lastTry ? ids : [])))
  const waits = isLast && reads.failed.some(({ id, soon }) => !soon && !last.has(id))
  const fault = reads.fault ?? (waits && reads.refusal ? asPassing(reads.refusal) : undefined)
  return {
    ...nothing,
    ...(await toPage(reads.messages, call)),
    read: reads.answered,
    gone: reads.missing,
    failed: reads.failed,
    ...(await goOn(call, { cursor, changes, isLast, fault, failed: reads.failed })),
    progress: { phase: cursor.snapshot ? ('reading' as const) : ('current' as const) },
    ...(fault ? { fault } : {}),
  }
}

const nothing = { facts: [], gone: [] } as const

/** Whether Gmail hands out any other message: only then is it a message's own fault that it is not. */
async function canReadAny(call: Call, { users, costs }: Gmail, except: readonly string[]): Promise<boolean> {
  for (let at = 0; at <= except.length; at++) {
    const other = await call.listing.at(at)
    if (!other) return false
    if (except.includes(other.id)) continue
    try {
      await call.budget.take(costs['messages.get'], costs['messages.get'])
      await ask(call, 'messages.get', z.object({ id: z.string() }), (options) =>
        users.messages.get({ userId: 'me', id: other.id, format: 'minimal', fields: 'id' }, options),
      )
      return true
    } catch (error) {
      if (error instanceof ProviderError) return error.kind === 'missing'
      throw error
    }
  }
  return false
}
