/** Where the reading of an Outlook mailbox stands, as it is stored between two steps. */

import * as z from 'zod'
import { isStorableId } from '../../storable.ts'
import { momentSchema } from '../aside.ts'
import type { Cursor } from '../types.ts'
import { lostPosition } from './errors.ts'
import { folderSchema, listingsSchema, placesSchema, walkSchema } from './folders.ts'

const common = {
  /** Counts on whenever the fields that are asked for or noted change: an older one's go on missing for ever. */
  version: z.literal(3),
  /** True until everything was read once. */
  snapshot: z.boolean(),
  /** As baked into every link: what is asked for cannot be changed later (Graph, delta query of messages). */
  subjects: z.boolean(),
  own: z.array(z.string()),
  places: placesSchema,
  listings: listingsSchema,
  folders: z.array(folderSchema),
  /** Messages to be asked for one by one: gone from a folder, told of in part, or not handed out before. */
  singles: z.array(
    z.object({
      id: z.string().refine(isStorableId),
      /** How often it has failed; 0: it was not tried yet. */
      tries: z.int32().min(0),
      next: momentSchema,
    }),
  ),
  /** Rounds gone through, up to the two of a snapshot. */
  rounds: z.int32().min(0),
  done: z.int32().min(0),
}
const positionSchema = z.discriminatedUnion('phase', [
  z.object({ ...common, phase: z.literal('folders'), placed: z.boolean(), walk: walkSchema }),
  z.object({
    ...common,
    phase: z.literal('read'),
    total: z.int32().min(0),
    /** Which folder is being read. */
    at: z.int32().min(0),
  }),
])
export type Position = z.infer<typeof positionSchema>
export type PositionIn<P extends Position['phase']> = Extract<Position, { phase: P }>
export type Single = Position['singles'][number]

/**
 * A stored position.
 * @throws ProviderError `cursor-expired` where a new snapshot is needed
 */
export function resume(stored: Cursor, subjects: boolean): Position {
  const parsed = positionSchema.safeParse(stored)
  if (!parsed.success) throw lostPosition('cursor')
  // The links still ask for subjects that must not be read any more, or not for those that may be.
  if (parsed.data.subjects !== subjects) throw lostPosition('subjects')
  return parsed.data
}
