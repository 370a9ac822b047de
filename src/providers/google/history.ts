/** Gmail's history records, read into changes of the listing. */
import * as z from 'zod'
import { readItems } from '../items.ts'
import type { ListingChange, Page } from '../types.ts'
import { toLabels } from './messages.ts'

export const historyFields =
  'nextPageToken,historyId,history(messagesAdded/message(id,threadId,labelIds),messagesDeleted/message(id,threadId),labelsAdded(labelIds,message(id,threadId)),labelsRemoved(labelIds,message(id,threadId)))'

const message = z.object({ id: z.string(), threadId: z.string(), labelIds: z.array(z.string()).default([]) })
const relabelled = z.array(z.object({ message, labelIds: z.array(z.string()).default([]) })).default([])
const plain = z.array(z.object({ message })).default([])

export const historySchema = z.object({
  historyId: z
    .string()
    .regex(/^\d{1,100}$/)
    .optional(),
  nextPageToken: z.string().optional(),
  history: z.array(z.unknown()).default([]),
})

const recordSchema = z.object({
  messagesAdded: plain,
  messagesDeleted: plain,
  labelsAdded: relabelled,
  labelsRemoved: relabelled,
})
type HistoryRecord = z.infer<typeof recordSchema>

/** The changes of a page; a record of an unknown form is counted and holds up nothing. */
export function readHistory(
  history: readonly unknown[],
): Required<Pick<Page, 'skipped'>> & { readonly listing: readonly ListingChange[] } {
  const listing: ListingChange[] = []
  const skipped = readItems(history, {
    schema: recordSchema,
    unknown: 'a change of an unknown form',
    take(record) {
      listing.push(...toListingChanges([record]))
      return undefined
    },
  })
  // The id of a record is none of a message.
  return { listing, skipped: skipped.map(({ reason }) => ({ id: '', reason })) }
}

/**
 * The changes in the order in which they happened. Trash and spam are labels here, not deletions; labels that decide
 * nothing (unread, starred, the owner's own) are left out.
 */
function toListingChanges(history: readonly HistoryRecord[]): ListingChange[] {
  return history.flatMap((record): ListingChange[] => [
    ...record.messagesAdded.map(({ message: { id, threadId, labelIds } }) => ({
      kind: 'listed' as const,
      id,
      thread: threadId,
      labels: toLabels(labelIds),
    })),
    ...record.labelsAdded.flatMap(({ message: { id, threadId }, labelIds }) => {
      const add = toLabels(labelIds)
      return add.length ? [{ kind: 'relabelled' as const, id, thread: threadId, add }] : []
    }),
    ...record.labelsRemoved.flatMap(({ message: { id, threadId }, labelIds }) => {
      const remove = toLabels(labelIds)
      return remove.length ? [{ kind: 'relabelled' as const, id, thread: threadId, remove }] : []
    }),
    ...record.messagesDeleted.map(({ message: { id } }) => ({ kind: 'deleted' as const, id })),
  ])
}
