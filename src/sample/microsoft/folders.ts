/** The folders of the sample's Outlook: the usual ones under local names, and the owner's own. */
import { createHash } from 'node:crypto'

export interface Folder {
  /** What the journal and the tests call it: the well-known name, or a short one of the owner's. */
  readonly key: string
  readonly name: string
  /** The key of the folder around it; absent at the top. */
  readonly parent?: string
  readonly hidden?: boolean
}

export const ROOT = 'msgfolderroot'

/** Shown under the names of the mailbox's language, as at Microsoft: nobody can tell a folder by its name. */
export const FOLDERS: readonly Folder[] = [
  { key: 'archive', name: 'Archiv' },
  { key: 'conversationhistory', name: 'Aufgezeichnete Unterhaltungen' },
  { key: 'drafts', name: 'Entwürfe' },
  { key: 'sentitems', name: 'Gesendete Elemente' },
  { key: 'deleteditems', name: 'Gelöschte Elemente' },
  { key: 'junkemail', name: 'Junk-E-Mail' },
  { key: 'outbox', name: 'Postausgang' },
  { key: 'inbox', name: 'Posteingang' },
  { key: 'clients', name: 'Clients' },
  { key: 'conferences', name: 'Conferences' },
  { key: 'press', name: 'Press' },
  { key: 'travel', name: 'Travel' },
  { key: 'museum', name: 'Water museum', parent: 'clients' },
  { key: 'atlas', name: 'Atlas', parent: 'inbox' },
  { key: 'syncissues', name: 'Synchronisierungsprobleme', hidden: true },
]

/** The id that the API shows: the same for good, in whatever form ids of items are asked for. */
export function folderId(key: string): string {
  const hash = createHash('sha256').update(`folder ${key}`).digest('base64url')
  return `AAMkAGI2TG93AAA-${hash.slice(0, 40)}AAAEMAAA=`
}
