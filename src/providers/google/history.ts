/** Gmail's history records, read into changes of the listing. */
import * as z from 'zod'
import type { Skipped } from '../../facts.ts'
import { readItems } from '../items.ts'
import type { ListingChange } from '../listing.ts'
import type { Page } from '../types.ts'
import { toLabels } from './messages.ts'

export const historyFields =
  'nextPageToken,historyId,history(messagesAdded/message(id,threadId,labelIds),messagesDeleted/message(id,threadId),labelsAdded(labelIds,message(id,threadId)),labelsRemoved(labelIds,message(id,threadId)))'

const labelIds = z.array(z.string())
/** Labels that cannot be read are not known; the message is listed all the same, and reading it tells them. */
const sureLabels = z.union([labelIds.default([]), z.unknown().transform(() => undefined)])
const messageSchema = z.object({ id: z.string(), threadId: z.string(), labelIds: sureLabels })
const entrySchema = z.object({ message: messageSchema })
const labelledSchema = z.object({ message: messageSchema, labelIds: labelIds.default([]) })

export const historySchema = z.object({
  historyId: z
    .string()
    .regex(/^\d{1,100}$/)
    .optional(),
  nextPageToken: z.string().optional(),
  history: z.array(z.unknown()).default([]),
})

const entries = z.unknown().optional()
const recordSchema = z.object({
  messagesAdded: entries,
  labelsAdded: entries,
  labelsRemoved: entries,
  messagesDeleted: entries,
})
type HistoryRecord = z.infer<typeof recordSchema>

/** The changes of a page; what is of an unknown form is counted, entry by entry, and holds up nothing. */
export function readHistory(
  history: readonly unknown[],
): Required<Pick<Page, 'skipped'>> & { readonly listing: readonly ListingChange[] } {
  const listing: ListingChange[] = []
  const inRecords: Skipped[] = []
  const skipped = readItems(history, {
    schema: recordSchema,
    unknown,
    take(record) {
      inRecords.push(...readRecord(record, listing))
      return undefined
    },
  })
  // The id of a record is none of a message.
  return { listing, skipped: [...skipped, ...inRecords].map(({ reason }) => ({ id: '', reason })) }
}

const unknown = 'a change of an unknown form'

/**
 * The changes in the order in which they happened. Trash and spam are labels here, not deletions; labels that decide
 * nothing (unread, starred, the owner's own) are left out.
 * @returns entries that could not be read
 */
function readRecord(record: HistoryRecord, listing: ListingChange[]): Skipped[] {
  const read = <T>(kind: keyof HistoryRecord, schema: z.ZodType<T>, change: (entry: T) => ListingChange[]) => {
    const found = record[kind] ?? []
    return readItems(Array.isArray(found) ? found : [found], {
      schema,
      unknown,
      take(entry) {
        listing.push(...change(entry))
        return undefined
      },
    })
  }
  return [
    ...read('messagesAdded', entrySchema, ({ message: { id, threadId, labelIds } }) => [
      { kind: 'listed', id, thread: threadId, ...(labelIds ? { labels: toLabels(labelIds) } : {}) },
    ]),
    ...read('labelsAdded', labelledSchema, ({ message: { id, threadId }, labelIds }) => {
      const add = toLabels(labelIds)
      return add.length ? [{ kind: 'relabelled', id, thread: threadId, add }] : []
    }),
    ...read('labelsRemoved', labelledSchema, ({ message: { id, threadId }, labelIds }) => {
      const remove = toLabels(labelIds)
      return remove.length ? [{ kind: 'relabelled', id, thread: threadId, remove }] : []
    }),
    ...read('messagesDeleted', entrySchema, ({ message: { id } }) => [{ kind: 'deleted', id }]),
  ]
}
