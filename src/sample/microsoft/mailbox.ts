/** The sample's Outlook mailbox: folders, messages with two kinds of ids, and a log of what changed in which folder. */
import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { History, SampleMessage } from '../history/types.ts'
import { unkeepMessage } from '../journal.ts'
import { openScript } from '../script.ts'
import { scriptedFolder } from './account.ts'
import { FOLDERS, type Folder, folderId } from './folders.ts'
import type { OutlookEntry } from './state.ts'

export interface Item {
  readonly message: SampleMessage
  /** Survives a move. */
  readonly immutableId: string
  /** What the API shows without IdType="ImmutableId": another one in every folder. */
  id: string
  folder: string
  version: number
  /** Marked by hand; else its labels say. */
  read?: boolean
}

export interface Change {
  readonly version: number
  readonly folder: string
  readonly item: Item
  /** The id without ImmutableId that the message had in this folder. */
  readonly id: string
}

export interface Outlook {
  folders(): readonly Folder[]
  /** By id or well-known name. */
  folder(id: string): Folder | undefined
  /** Newest first. */
  items(folder: string): readonly Item[]
  all(): readonly Item[]
  /** By either kind of id, case and all; for tests also by the script's. */
  find(id: string): Item | undefined
  thread(id: string): readonly SampleMessage[]
  changesAfter(version: number, folder: string): readonly Change[]
  version(): number
  due(now: Temporal.Instant): readonly SampleMessage[]
  apply(entry: OutlookEntry): void
}

/** The mailbox as it was at the start; `apply` then tells it what happened since. */
export function openOutlook(history: History, startedAt: Temporal.Instant): Outlook {
  const folders: Folder[] = [...FOLDERS]
  const items = new Map<string, Item>()
  const threads = new Map<string, SampleMessage[]>()
  const changes: Change[] = []
  const script = openScript(history.messages, startedAt, ({ at }) => at)
  let added = 0

  const note = (item: Item, folder = item.folder, id = item.id) => {
    item.version = changes.length + 1
    changes.push({ version: item.version, folder, item, id })
  }
  const add = (message: SampleMessage, folder: string) => {
    const immutableId = writeImmutableId(added++)
    const item: Item = { message, immutableId, id: writeId(immutableId, folder, 0), folder, version: 0 }
    items.set(message.id, item)
    const thread = threads.get(message.thread) ?? []
    threads.set(message.thread, [...thread, message])
    note(item)
  }
  const apply = (entry: OutlookEntry) => {
    if (entry.op === 'folder') return void folders.push(entry.folder)
    if (entry.op === 'deliver') return add(unkeepMessage(entry.message), entry.folder)
    if (entry.op === 'arrive') {
      const message = script.arrive(entry.id)
      if (message) add(message, scriptedFolder(message, startedAt))
      return
    }
    const item = items.get(entry.id)
    if (!item) return
    const left = { folder: item.folder, id: item.id }
    if (entry.op === 'delete') {
      items.delete(entry.id)
      item.folder = ''
      return note(item, left.folder, left.id)
    }
    if (entry.op === 'mark') {
      item.read = entry.read
      return note(item)
    }
    if (entry.folder === item.folder) return
    item.folder = entry.folder
    note(item, left.folder, left.id)
    item.id = writeId(item.immutableId, entry.folder, changes.length)
    note(item)
  }

  for (const message of script.before) add(message, scriptedFolder(message, startedAt))
  return {
    folders: () => folders,
    folder: (id) => folders.find(({ key }) => key === id || folderId(key) === id),
    items: (folder) => [...items.values()].filter((item) => item.folder === folder).sort(newestFirst),
    all: () => [...items.values()],
    find: (id) => items.get(id) ?? [...items.values()].find((item) => item.immutableId === id || item.id === id),
    thread: (id) => threads.get(id) ?? [],
    changesAfter: (version, folder) => changes.slice(version).filter((change) => change.folder === folder),
    version: () => changes.length,
    due: script.due,
    apply,
  }
}

function newestFirst(a: Item, b: Item): number {
  return Temporal.Instant.compare(b.message.at, a.message.at) || (a.immutableId < b.immutableId ? 1 : -1)
}

/** Two neighbours have ids that differ in the case of one letter only: whoever folds case takes them for one. */
function writeImmutableId(place: number): string {
  const hash = createHash('sha256')
    .update(`item ${place >> 1}`)
    .digest('base64url')
  return `AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A${hash.slice(0, 32)}AAA${place % 2 ? 'q' : 'Q'}AAA=`
}

function writeId(immutableId: string, folder: string, place: number): string {
  const hash = createHash('sha256').update(`${immutableId} ${folder} ${place}`).digest('base64url')
  return `AAMkAGI2TG93AAA-${hash}BGAAAAAAD${immutableId.slice(40, 60)}AAA=`
}
