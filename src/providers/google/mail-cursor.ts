/** How far a Gmail account is read, as it is kept between two steps. */
import * as z from 'zod'
import type { ProviderError } from '../../errors.ts'
import type { Call } from '../types.ts'

export const historyId = z.string().regex(/^\d{1,100}$/)
const place = z.int32().min(0)
const boundary = z.object({ low: place, high: place, unsure: place.optional() })
export const cursorSchema = z.discriminatedUnion('phase', [
  z.object({
    version: z.literal(1),
    phase: z.literal('list'),
    historyId,
    label: z.int32().min(-1),
    position: place,
    pageToken: z.string().optional(),
  }),
  z.object({ version: z.literal(1), phase: z.literal('date'), historyId, recent: boundary, horizon: boundary }),
  z.object({ version: z.literal(1), phase: z.literal('read'), historyId, polledAt: z.number(), snapshot: z.boolean() }),
  z.object({
    version: z.literal(1),
    phase: z.literal('changes'),
    historyId,
    pageToken: z.string().optional(),
    snapshot: z.boolean(),
  }),
])
type MailCursor = z.infer<typeof cursorSchema>
export type CursorOf<P extends MailCursor['phase']> = Extract<MailCursor, { phase: P }>

/** What a step of reading came to. */
interface Reading {
  readonly cursor: CursorOf<'read'>
  readonly changes: CursorOf<'changes'>
  /** Everything was asked for that was due. */
  readonly isLast: boolean
  readonly fault: ProviderError | undefined
  readonly failed: readonly unknown[]
}

/** With the last that was due a look at what changed is over: what comes meanwhile is the next one's. */
export async function goOn({ listing }: Call, { cursor, changes, isLast, fault, failed }: Reading) {
  const isAll = isLast && !fault && failed.length === 0 && (!listing.waiting || (await listing.nextTryAt()) === null)
  return isAll ? { cursor: changes, more: cursor.snapshot } : { cursor, more: true }
}
