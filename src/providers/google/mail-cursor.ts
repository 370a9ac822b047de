/** How far a Gmail account is read, as it is kept between two steps. */
import * as z from 'zod'

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
