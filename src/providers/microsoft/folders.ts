/** The folders of a mailbox: which are followed, and in which order. */
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import { isStorableId } from '../../storable.ts'
import { readItems } from '../items.ts'
import type { Call } from '../types.ts'
import { askGraph } from './client.ts'
import { lostPosition } from './errors.ts'
import { toPath } from './links.ts'

const foldersAtOnce = 100

/** Read first, in this order: what the owner wrote says most about whom they know. */
const first = ['sentitems', 'inbox', 'archive'] as const
/** Never read. Of a folder that is not read, the folders within are not either: what was deleted may lie in one. */
const never = ['junkemail', 'deleteditems', 'drafts', 'outbox', 'conversationhistory', 'syncissues'] as const
const names = [...first, ...never]

/** Ids by well-known name. Graph's folders do not say what they are. */
const folderId = z.string().refine(isStorableId)
export const placesSchema = z.partialRecord(z.enum(names), folderId)
export type Places = z.infer<typeof placesSchema>

export const folderSchema = z.object({
  id: folderId,
  /** Where its reading goes on; not there before it began. */
  link: z.string().optional(),
  /** Whether any fact ever came from it. */
  held: z.boolean(),
})
export type Folder = z.infer<typeof folderSchema>

/** A walk through the tree of folders: the listings still to ask for, and what was found. */
export const walkSchema = z.object({
  open: z.array(z.object({ parent: folderId.optional(), link: z.string().optional() })),
  found: z.array(z.object({ id: folderId, total: z.int32().min(0) })),
})
export type Walk = z.infer<typeof walkSchema>

export const newWalk: Walk = { open: [{}], found: [] }

/** What a request here needs to know. */
export interface Where {
  readonly call: Call
  readonly origin: string | undefined
}

/**
 * Asks for the well-known folders that are not known yet: some come to be only once they are used.
 * @throws ProviderError
 */
export async function findPlaces({ call, origin }: Where, known: Places): Promise<Places> {
  const places: Places = { ...known }
  for (const name of names.filter((one) => !known[one])) {
    await call.budget.take(1, 1)
    try {
      const path = `/me/mailFolders/${name}?$select=id`
      const folder = await askGraph(call, {
        origin,
        method: 'mailFolders.get',
        path,
        schema: z.object({ id: folderId }),
      })
      places[name] = folder.id
    } catch (error) {
      if (!(error instanceof ProviderError) || error.kind !== 'missing') throw error
    }
  }
  return places
}

const listedSchema = z.object({
  id: folderId,
  '@odata.type': z.string().optional(),
  childFolderCount: z.number().nullish(),
  totalItemCount: z.int32().min(0).nullish().catch(0),
  isHidden: z.boolean().nullish(),
})
const listSchema = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
})

/**
 * One page of one listing. Hidden folders are not listed unless asked for; a search folder only shows what lies elsewhere.
 * @throws ProviderError
 */
export async function walkOn({ call, origin }: Where, walk: Walk, places: Places): Promise<Walk> {
  const [here, ...open] = walk.open
  if (!here) return walk
  await call.budget.take(1, 1)
  const reply = await askGraph(call, {
    origin,
    method: here.parent ? 'childFolders.list' : 'mailFolders.list',
    path: here.link ? toPath(here.link, origin, here.parent ? 'childFolders' : 'mailFolders') : firstPage(here.parent),
    followed: here.link !== undefined,
    schema: listSchema,
  }).catch((error: unknown) => {
    // It went while its own folders were asked for: what was within is gone with it, or stands elsewhere.
    if (here.parent && error instanceof ProviderError && error.kind === 'missing') return { value: [] }
    throw error
  })
  const left = new Set(never.map((name) => places[name]))
  const folders: z.infer<typeof listedSchema>[] = []
  // One of an unknown form holds up no other, and is not followed.
  readItems(reply.value, {
    schema: listedSchema,
    unknown: 'a folder of an unknown form',
    take(folder) {
      if (!left.has(folder.id) && !folder.isHidden && !folder['@odata.type']?.endsWith('mailSearchFolder'))
        folders.push(folder)
      return undefined
    },
  })
  const next = '@odata.nextLink' in reply ? reply['@odata.nextLink'] : undefined
  return {
    open: [
      ...(next ? [{ ...here, link: next }] : []),
      ...open,
      ...folders.filter(({ childFolderCount }) => childFolderCount).map(({ id }) => ({ parent: id })),
    ],
    found: [...walk.found, ...folders.map(({ id, totalItemCount }) => ({ id, total: totalItemCount ?? 0 }))],
  }
}

function firstPage(parent: string | undefined): string {
  const list = parent ? `/me/mailFolders/${encodeURIComponent(parent)}/childFolders` : '/me/mailFolders'
  return `${list}?$top=${foldersAtOnce}&$select=id,childFolderCount,totalItemCount,isHidden`
}

/**
 * The folders found, in reading order, each with what is known of it.
 * @throws ProviderError `cursor-expired` when a folder with messages is no longer there: nobody names what went with it
 */
export function followed({ found }: Walk, places: Places, known: readonly Folder[]): Folder[] {
  const ids = [...new Set(found.map(({ id }) => id))]
  if (known.some(({ id, held }) => held && !ids.includes(id))) throw lostPosition('folder')
  const ahead = first.flatMap((name) => places[name] ?? [])
  const order = [...ahead.filter((id) => ids.includes(id)), ...ids.filter((id) => !ahead.includes(id))]
  return order.map((id) => known.find((folder) => folder.id === id) ?? { id, held: false })
}
