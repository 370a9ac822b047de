/** Folders that mail programs make themselves, and which of them hold nothing that was written to anybody. */
import { compose, cut } from '../../text.ts'
import { type FolderWords, folderOnly, folderWords } from './folder-words.ts'

export type FolderKind = keyof FolderWords | keyof typeof folderOnly

const longestName = 200

/** By language and kind, as `keyOf` has the words. */
const known: ReadonlyMap<string, readonly { readonly language: string; readonly kind: FolderKind }[]> = (() => {
  const all = new Map<string, { language: string; kind: FolderKind }[]>()
  const add = (language: string, words: Readonly<Partial<Record<FolderKind, string>>>) => {
    for (const [kind, written] of Object.entries(words) as [FolderKind, string][])
      for (const key of new Set(written.split(', ').map(keyOf)))
        all.set(key, [...(all.get(key) ?? []), { language, kind }])
  }
  for (const [language, words] of Object.entries(folderWords)) add(language, { ...words })
  add('', folderOnly)
  return all
})()

/** Letters only, in lower case and without accents: "Junk-E-Mail" and "junk email" are one. */
function keyOf(name: string): string {
  return compose(cut(name, longestName).toLowerCase(), 'NFD').replace(/[^\p{L}\p{N}]/gu, '')
}

/** What programs call by this name, and in which languages. */
export function meaningsOf(name: string) {
  let found = asked.get(name)
  if (!found) {
    found = known.get(keyOf(name)) ?? []
    if (asked.size >= mostAsked) asked.clear()
    if (name.length <= longestName) asked.set(name, found)
  }
  return found
}
/** Every message of an export has the same few labels. */
const asked = new Map<string, readonly { readonly language: string; readonly kind: FolderKind }[]>()
const mostAsked = 1000

/** What a folder of this kind holds; undefined for what is read. */
const reasons: Readonly<Partial<Record<FolderKind, string>>> = {
  spam: 'spam',
  bin: 'deleted mail',
  drafts: 'drafts',
  chats: 'chats',
  outbox: 'mail that never left',
  templates: 'templates',
}
/** What Gmail hides too. */
export const hiddenKinds: ReadonlySet<string> = new Set(['spam', 'deleted mail', 'drafts', 'chats'])

/** Words that mean a folder only as a label of Gmail's, one message at a time: as a folder anybody may call one so. */
const labelsOnly = new Set(
  'draft entwurf brouillon borrador bozza rascunho concept koncept kladde kladd luonnos piszkozat taslak chat czat scheduled rubbish werbung sampah'
    .split(' ')
    .map(keyOf),
)

/**
 * What it holds, where nothing of a file or folder of this name is read: `Junk Email.mbox`, `.Trash`, `Entw&APw-rfe.sbd`, `INBOX.Trash-1`.
 * The owner's own mail is known by their address, not by a folder's name.
 */
export function reasonOfFolder(name: string): string | undefined {
  const bare = fromMailUtf7(cut(name, 1000).replace(/(?:\.(?:mbox|mbx|sbd|gz))+$/i, '')).replace(copied, '')
  const last = /^\.|^inbox\./i.test(bare) ? (bare.split('.').at(-1) ?? '') : bare
  if (labelsOnly.has(keyOf(last))) return undefined
  return meaningsOf(last).flatMap(({ kind }) => reasons[kind] ?? [])[0]
}

/** Whether programs keep under this name what its owner has sent: `Sent Items`, `.Sent`, `Gesendet.mbox`. */
export const isSentFolder = (name: string): boolean => isOfKind(name, 'sent')

/** Whether programs keep under this name what came in last: `INBOX`, `Posteingang.mbox`. */
export const isInboxFolder = (name: string): boolean => isOfKind(name, 'inbox')

function isOfKind(name: string, wanted: FolderKind): boolean {
  const bare = fromMailUtf7(cut(name, 1000).replace(/(?:\.(?:mbox|mbx|sbd|gz))+$/i, '')).replace(copied, '')
  const last = /^\.|^inbox\./i.test(bare) ? (bare.split('.').at(-1) ?? '') : bare
  return meaningsOf(last).some(({ kind }) => kind === wanted)
}

/** What programs add where a name is taken: "Trash-1", "Trash (1)", "Trash-001". */
const copied = /(?:[-_]| ?\()\d{1,3}\)?$/

/** Names of folders as IMAP writes them (RFC 3501 section 5.1.3), and Thunderbird and Dovecot on disk: "Entw&APw-rfe". */
function fromMailUtf7(name: string): string {
  return name.replace(/&([A-Za-z0-9+,]*)-/g, (whole, letters: string) => {
    if (!letters) return '&'
    try {
      const bytes = Uint8Array.from(atob(letters.replaceAll(',', '/')), (one) => one.charCodeAt(0))
      return new TextDecoder('utf-16be', { fatal: true }).decode(bytes.subarray(0, bytes.length & ~1))
    } catch {
      return whole
    }
  })
}
