/** Where the reading of a mailbox stands, as it is stored between two steps. Which messages are known stands in the database. */
import * as z from 'zod'
import { momentSchema, troubleSchema } from '../aside.ts'
import type { Cursor } from '../types.ts'
import { lostPosition } from './errors.ts'

const number = z
  .number()
  .int()
  .min(0)
  .max(2 ** 32)

/** 63 bits (RFC 7162 section 3.1), as digits. */
const changeSchema = z.string().regex(/^\d{1,19}$/)

const folderSchema = z.object({
  path: z.string().min(1),
  sent: z.boolean(),
  /** What its messages are known under (`keyOf`). */
  key: z.int32(),
  validity: z.string(),
  /** Everything below this number was there when the folder was first seen, and is read from here downwards; 1: all of it is. */
  low: number,
  /** What has this number or a higher one came since, and is not read. */
  top: number,
  /**
   * How many messages it had when it was last known whole, how many of them are too old to be read, and by which number its
   * changes went on; absent before.
   */
  whole: z
    .object({ messages: number, at: momentSchema, beyond: number.optional(), change: changeSchema.optional() })
    .optional(),
  /** The newest time that is not read yet: downwards everything later is. */
  reached: momentSchema,
  /** Something is to be read there, or looked for. */
  news: z.boolean(),
  readAt: momentSchema.optional(),
  trouble: troubleSchema.optional(),
})
export type Folder = z.infer<typeof folderSchema>

const positionSchema = z.object({
  version: z.literal(1),
  phase: z.enum(['folders', 'read']),
  /** True until everything was read once. */
  snapshot: z.boolean(),
  /** Sent mail is kept in a folder of its own (`doKeepSent`); null before the first look. */
  keepsSent: z.boolean().nullable(),
  /** As it was asked for: what was left out is not known. */
  subjects: z.boolean(),
  folders: z.array(folderSchema),
  /** Some folder is gone, or numbered anew: what was known of it is to be forgotten once the rest is read. */
  fewer: z.boolean(),
  done: number,
  total: number,
})
export type Position = z.infer<typeof positionSchema>

export const newPosition = (subjects: boolean): Position => ({
  version: 1,
  phase: 'folders',
  snapshot: true,
  keepsSent: null,
  subjects,
  folders: [],
  fewer: false,
  done: 0,
  total: 0,
})

/** @throws ProviderError `cursor-expired` where a new snapshot is needed */
export function resume(stored: Cursor, subjects: boolean): Position {
  const parsed = positionSchema.safeParse(stored)
  if (!parsed.success) throw lostPosition('cursor')
  if (parsed.data.subjects !== subjects) throw lostPosition('subjects')
  return parsed.data
}
