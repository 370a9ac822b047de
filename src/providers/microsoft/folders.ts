/** The folders of a mailbox: which are followed, and in which order. */
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import { isStorableId } from '../../storable.ts'
import { cleanText } from '../../text.ts'
import { isDue, momentSchema, type Trouble, troubled, troubleSchema } from '../aside.ts'
import type { Call } from '../types.ts'
import { askGraph } from './client.ts'
import { isOfPart, lostPosition } from './errors.ts'
import { acceptLink, toPath } from './links.ts'

const foldersAtOnce = 100
const longestName = 60

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
  /** As its owner calls it, cleaned: kept for as long as a round takes, or it cannot be read. */
  name: z.string().optional(),
  /** Where its reading goes on; not there before it began. */
  link: z.string().optional(),
  /** Whether any fact ever came from it. */
  held: z.boolean(),
  /** When it was last read to its end, in this snapshot. */
  readAt: momentSchema.optional(),
  trouble: troubleSchema.optional(),
})
export type Folder = z.infer<typeof folderSchema>

/** A walk through the tree of folders: the listings still to ask for, and what was found. */
export const walkSchema = z.object({
  open: z.array(z.object({ parent: folderId.optional(), link: z.string().optional() })),
  found: z.array(z.object({ id: folderId, total: z.int32().min(0), name: z.string().optional() })),
  /** True where not every listing could be had whole: what is not found may be there all the same. */
  partial: z.boolean().optional(),
})
export type Walk = z.infer<typeof walkSchema>

export const newWalk: Walk = { open: [{}], found: [] }

/** Listings of folders that could not be had, by the folder they are of: '' at the top; and well-known folders, by name. */
export const listingsSchema = z.record(z.string(), troubleSchema)
export type Listings = z.infer<typeof listingsSchema>

/** What a request here needs to know. */
export interface Where {
  readonly call: Call
  readonly origin: string | undefined
}

/** What is known of the folders of a mailbox before they are walked through. */
export interface Known {
  readonly places: Places
  readonly listings: Listings
}

/**
 * Asks for the well-known folders that are not known yet: some come to be only once they are used.
 * @returns with the fault that broke it off, where some were found before
 * @throws ProviderError
 */
export async function findPlaces(
  { call, origin }: Where,
  known: Known,
): Promise<Known & { readonly fault?: ProviderError }> {
  const places: Places = { ...known.places }
  const listings: Listings = { ...known.listings }
  const asked = names.filter((one) => {
    const before = listings[one]
    return !places[one] && (!before || isDue(before, call.now))
  })
  // For all at once: asked one by one, and begun anew after each pause, they might never come to an end.
  if (asked.length > 0) await call.budget.take(asked.length, asked.length)
  for (const name of asked) {
    const before = listings[name]
    try {
      const path = `/me/mailFolders/${name}?$select=id`
      const schema = z.object({ id: folderId })
      places[name] = (await askGraph(call, { origin, method: 'mailFolders.get', path, schema })).id
      delete listings[name]
    } catch (error) {
      if (error instanceof ProviderError && error.kind === 'missing') delete listings[name]
      else if (isOfPart(error, Boolean(call.careful || before))) listings[name] = troubled(error, call.now, before)
      else if (error instanceof ProviderError && Object.keys(places).length > Object.keys(known.places).length)
        return { places, listings, fault: error }
      else throw error
    }
  }
  return { places, listings }
}

/** What is of an unknown form beside the id only hides what it would have said. */
const listedSchema = z.object({
  id: folderId,
  displayName: z.string().nullish().catch(null),
  '@odata.type': z.string().optional().catch(undefined),
  childFolderCount: z.number().nullish().catch(null),
  totalItemCount: z.int32().min(0).nullish().catch(0),
  isHidden: z.boolean().nullish().catch(null),
})
const listSchema = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
})

/**
 * One page of one listing. Hidden folders are not listed unless asked for; a search folder only shows what lies elsewhere.
 * A listing that cannot be had waits for a try of its own.
 * @throws ProviderError
 */
export async function walkOn(
  { call, origin }: Where,
  walk: Walk,
  { places, listings }: Known,
): Promise<{ readonly walk: Walk; readonly listings: Listings }> {
  const [here, ...open] = walk.open
  if (!here) return { walk, listings }
  const key = here.parent ?? ''
  const before = listings[key]
  const passed = (left: Listings) => ({ walk: { ...walk, open, partial: true }, listings: left })
  if (before && !isDue(before, call.now)) return passed(listings)
  await call.budget.take(1, 1)
  const kind = here.parent ? 'childFolders' : 'mailFolders'
  let reply: z.infer<typeof listSchema>
  try {
    reply = await askGraph(call, {
      origin,
      method: `${kind}.list`,
      path: here.link ? toPath(here.link, origin, kind) : firstPage(here.parent),
      followed: here.link !== undefined,
      schema: listSchema,
    })
    acceptLink(reply['@odata.nextLink'], origin, kind, here.link)
  } catch (error) {
    // It went while its own folders were asked for: what was within is gone with it, or stands elsewhere.
    if (here.parent && error instanceof ProviderError && error.kind === 'missing') reply = { value: [] }
    else if (isOfPart(error, Boolean(call.careful || before)))
      return passed({ ...listings, [key]: troubled(error, call.now, before) })
    else throw error
  }
  const { [key]: _, ...others } = listings
  return { walk: goOn(walk, reply, places), listings: others }
}

/** The walk after this page of the listing that came first. */
function goOn(walk: Walk, reply: z.infer<typeof listSchema>, places: Places): Walk {
  const [here, ...open] = walk.open
  const left = new Set<string | undefined>(never.map((name) => places[name]))
  const listed = reply.value.map((raw) => listedSchema.safeParse(raw))
  const folders = listed
    .flatMap(({ data }) => data ?? [])
    .filter(({ id, ...one }) => !left.has(id) && !one.isHidden && !one['@odata.type']?.endsWith('mailSearchFolder'))
  const next = reply['@odata.nextLink']
  return {
    open: [
      ...(next ? [{ ...here, link: next }] : []),
      ...open,
      ...folders.filter(({ childFolderCount }) => childFolderCount).map(({ id }) => ({ parent: id })),
    ],
    found: [
      ...walk.found,
      ...folders.map(({ id, totalItemCount, displayName }) => ({
        id,
        total: totalItemCount ?? 0,
        name: cleanText(displayName ?? '', longestName),
      })),
    ],
    // A folder without an id holds up no other, and cannot be followed: nor can anybody say that it is gone.
    ...(walk.partial || listed.some(({ success }) => !success) ? { partial: true } : {}),
  }
}

function firstPage(parent: string | undefined): string {
  const list = parent ? `/me/mailFolders/${encodeURIComponent(parent)}/childFolders` : '/me/mailFolders'
  return `${list}?$top=${foldersAtOnce}&$select=id,displayName,childFolderCount,totalItemCount,isHidden`
}

/**
 * The folders to read, in reading order, each with what is known of it. Where it is not known which folder holds what was
 * deleted or is junk, only those are read of which it is sure that they do not.
 * @throws ProviderError `cursor-expired` when a folder with messages is no longer there: nobody names what went with it
 */
export function followed({ found, partial }: Walk, { places, listings }: Known, known: readonly Folder[]): Folder[] {
  const ahead = first.flatMap((name) => places[name] ?? [])
  const unsure = isUnsure(listings)
  const sure = new Set([...ahead, ...known.map(({ id }) => id)])
  const listed = found.filter(({ id }) => !unsure || sure.has(id))
  const ids = [...new Set([...listed.map(({ id }) => id), ...(partial || unsure ? sure : [])])]
  if (known.some(({ id, held }) => held && !ids.includes(id))) throw lostPosition('folder')
  const order = [...ahead.filter((id) => ids.includes(id)), ...ids.filter((id) => !ahead.includes(id))]
  return order.map((id) => {
    const before: Folder = known.find((folder) => folder.id === id) ?? { id, held: false }
    const name = found.find((one) => one.id === id)?.name || before.name
    return name ? { ...before, name } : before
  })
}

/** True while one of the folders that are never read cannot be told from the others. */
export const isUnsure = (listings: Listings): boolean => never.some((name) => listings[name])

/** What of the folders' own listings has to be told: the troubles by folder, '' for the top. */
export function listingTroubles(listings: Listings): (readonly [id: string, trouble: Trouble])[] {
  const of = (isPlace: boolean) => Object.entries(listings).filter(([key]) => isName(key) === isPlace)
  const [hidden] = of(true).filter(([key]) => never.some((name) => name === key))
  return [...(hidden && !listings[''] ? [['', hidden[1]] as const] : []), ...of(false)]
}

const isName = (key: string) => names.some((name) => name === key)

/** No name of a folder is kept longer than it is needed. */
export const forgetName = ({ name, ...folder }: Folder): Folder =>
  folder.trouble && name ? { ...folder, name } : folder
