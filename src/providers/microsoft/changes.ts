/** What one page of a folder's changes says, whatever its order and however often it says it. */
import { Temporal } from 'temporal-polyfill'
import type { MailFact, Skipped } from '../../facts.ts'
import { isStorableId } from '../../storable.ts'
import { folderKey } from '../aside.ts'
import { idOf, readItemsInTurns } from '../items.ts'
import type { ListedMessage, ListingChange } from '../listing.ts'
import type { Call } from '../types.ts'
import { isUnproven, type MessageSurroundings, messageSchema, toMailFact } from './messages.ts'

/** Where the messages of a page lie. */
export interface Place extends MessageSurroundings {
  /** The folder's id. */
  readonly folder: string
}

export interface Changes {
  readonly facts: readonly MailFact[]
  /** Known, and not to be believed any more where they lie now. */
  readonly gone: readonly string[]
  readonly listing: readonly ListingChange[]
  readonly skipped: readonly Skipped[]
  /** To be asked for one by one: gone from this folder, or told of in part and not known. */
  readonly ask: readonly string[]
}

export const unknownForm = 'a message of an unknown form'

/** Reads a page of changes. What is known already is not read again, whatever is said of it in part, or badly. */
export async function readChanges(items: readonly unknown[], call: Call, place: Place): Promise<Changes> {
  const removed = items.filter(isRemoved).map(idOf).filter(isStorableId)
  const partial = items.filter((item) => !isRemoved(item) && isPartial(item))
  const { facts, passed, skipped } = await readMessages(
    items.filter((item) => !isRemoved(item) && !isPartial(item)),
    call,
    place,
  )
  const ids = [...partial.map(idOf), ...skipped.map(({ id }) => id), ...passed].filter(isStorableId)
  const known = new Map((ids.length ? await call.listing.known(ids) : []).map((one) => [one.id, one]))
  const told = partial.flatMap((item) => known.get(idOf(item)) ?? [])
  const moved = partial.filter((item) => parentOf(item) !== undefined && parentOf(item) !== place.folder).map(idOf)
  return {
    facts,
    gone: passed.filter((id) => known.has(id)),
    listing: [
      ...facts.map((fact) => toListed(fact, place.folder)),
      ...told.filter(({ id }) => !moved.includes(id)).map((one) => toPlaced(one, place.folder)),
    ],
    skipped: skipped.filter(({ id }) => !known.has(id)),
    ask: [...new Set([...removed, ...partial.map(idOf).filter((id) => !known.has(id) || moved.includes(id))])],
  }
}

/** Whole messages; drafts and what is older than the horizon are passed over, and `passed` what only bears the owner's name. */
export async function readMessages(
  items: readonly unknown[],
  { since }: Pick<Call, 'since'>,
  place: MessageSurroundings,
) {
  const facts: MailFact[] = []
  const passed: string[] = []
  const skipped = await readItemsInTurns(items, {
    schema: messageSchema,
    unknown: unknownForm,
    take(message) {
      if (message.isDraft) return undefined
      if (isUnproven(message, place)) {
        passed.push(message.id)
        return undefined
      }
      const fact = toMailFact(message, place)
      if (Temporal.Instant.compare(fact.at, since) >= 0) facts.push(fact)
      return undefined
    },
  })
  return { facts, passed, skipped }
}

const isRemoved = (item: unknown) => typeof item === 'object' && item !== null && '@removed' in item

/**
 * An update that names only what changed, such as `id, isRead, parentFolderId`: it has not even a date
 * (microsoftgraph/microsoft-graph-docs#7776).
 */
const isPartial = (item: unknown) =>
  typeof item === 'object' && item !== null && isStorableId(idOf(item)) && !('receivedDateTime' in item)

function parentOf(item: unknown): string | undefined {
  const parent = typeof item === 'object' && item !== null && 'parentFolderId' in item ? item.parentFolderId : undefined
  return typeof parent === 'string' ? parent : undefined
}

export const toListed = (fact: MailFact, folder: string): ListingChange => ({
  kind: 'listed',
  id: fact.id,
  thread: fact.thread,
  labels: fact.outgoing ? ['sent'] : [],
  folder: folderKey(folder),
})

/** What is known of a message, in this folder. */
export const toPlaced = ({ id, thread }: ListedMessage, folder: string): ListingChange => ({
  kind: 'listed',
  id,
  thread,
  folder: folderKey(folder),
})
