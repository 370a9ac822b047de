/** Which folders of a mailbox are read: by what the server says they are for (RFC 6154), else by name. Pure. */
import { cleanText } from '../../text.ts'
import { folderKey } from '../aside.ts'
import { meaningsOf, reasonOfFolder } from '../standard/folders.ts'

/** A folder as a server lists it. */
export interface ListedFolder {
  readonly path: string
  readonly delimiter: string
  readonly flags: ReadonlySet<string>
  /** The attribute of RFC 6154; absent where the server gives none. */
  readonly use?: string
  readonly validity: string
  readonly next: number
  readonly messages: number
}

export interface ReadFolder extends ListedFolder {
  readonly sent: boolean
}

/** What other people share, by the beginnings of their names. */
type Foreign = readonly string[]

/** Never read: what is thrown away, unwanted or unfinished; and views of what lies elsewhere. */
const never: ReadonlySet<string> = new Set(['\\junk', '\\trash', '\\drafts', '\\all', '\\flagged', '\\important'])
const longestName = 60

/**
 * The folders that are read. At Gmail that is All Mail alone, in which everything else lies as well.
 * @param gmail the server is Gmail's
 */
export function readFolders(
  all: readonly ListedFolder[],
  { gmail, foreign }: { readonly gmail: boolean; readonly foreign: Foreign },
): ReadFolder[] {
  const open = all.filter(({ flags }) => !has(flags, '\\noselect') && !has(flags, '\\nonexistent'))
  if (gmail) {
    const whole = open.filter(({ use }) => use?.toLowerCase() === '\\all')
    return whole.map((one) => ({ ...one, sent: false }))
  }
  const own = open.filter(({ path }) => !foreign.some((prefix) => prefix !== '' && path.startsWith(prefix)))
  const shut = all.filter((one) => isShut(one)).map(({ path, delimiter }) => `${path}${delimiter}`)
  return own
    .filter((one) => !isShut(one) && !shut.some((prefix) => one.path.startsWith(prefix)))
    .map((one) => ({ ...one, sent: isSent(one) }))
}

/** Whether sent mail is kept: by Gmail's label always, else where a folder of it holds some; null where none says how it stands. */
export function doKeepSent(folders: readonly ReadFolder[], gmail: boolean): boolean | null {
  if (gmail || folders.some(({ sent, messages }) => sent && messages > 0)) return true
  return folders.some(({ sent, validity }) => sent && !validity) ? null : false
}

function isShut({ path, use, delimiter }: ListedFolder): boolean {
  if (use) return never.has(use.toLowerCase())
  return path.toUpperCase() !== 'INBOX' && reasonOfFolder(lastOf(path, delimiter)) !== undefined
}

function isSent({ path, use, delimiter }: ListedFolder): boolean {
  if (use) return use.toLowerCase() === '\\sent'
  return meaningsOf(lastOf(path, delimiter)).some(({ kind }) => kind === 'sent')
}

const lastOf = (path: string, delimiter: string) => (delimiter ? (path.split(delimiter).at(-1) ?? '') : path)
const has = (flags: ReadonlySet<string>, flag: string) => [...flags].some((one) => one.toLowerCase() === flag)

/** What the messages of a folder are known under: another number as soon as the server has begun to number them anew. */
export const keyOf = ({ path, validity }: Pick<ListedFolder, 'path' | 'validity'>): number =>
  folderKey(`${validity}\n${path}`)

/** As its owner calls it. */
export const nameOf = (path: string): string => cleanText(path, longestName)
