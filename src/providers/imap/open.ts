/** How the folders of a mailbox stand, and one of them opened so that nothing in it can be changed. */
import type { ImapFlow, MailboxOpenOptions } from 'imapflow'
import { ProviderError } from '../../errors.ts'
import type { ListedFolder } from './folders.ts'
import type { Folder } from './position.ts'
import type { Session } from './session.ts'

/** Nobody has more; what a server makes up beyond is left out. */
const mostFolders = 5_000

/** All folders with their state, by one command where the server can, else by one for each. @throws what imapflow does */
export async function listFolders({
  client,
}: Session): Promise<{ readonly folders: readonly ListedFolder[]; readonly foreign: readonly string[] }> {
  // How an open folder stands is told as of when it was last asked for something (RFC 9051 section 6.3.11 warns of it).
  // Opened for reading only, closing it changes nothing.
  if (client.mailbox) await client.mailboxClose()
  const listed = await client.list({ statusQuery: { messages: true, uidNext: true, uidValidity: true } })
  const { namespaces } = client as unknown as { readonly namespaces?: Namespaces }
  const foreign = [...(namespaces?.other || []), ...(namespaces?.shared || [])].map(({ prefix }) => prefix)
  const folders = listed
    .slice(0, mostFolders)
    .flatMap(({ path, delimiter, flags, specialUse, specialUseSource, status }) => {
      // By its own name guesses a library may differ from what is said here of names.
      const use = specialUse && specialUseSource === 'extension' && specialUse !== '\\Inbox' ? { use: specialUse } : {}
      const { messages = 0, uidNext = 1, uidValidity } = status ?? {}
      return [{ path, delimiter, flags, ...use, validity: String(uidValidity ?? ''), next: uidNext, messages }]
    })
  return { folders, foreign }
}

interface Namespaces {
  readonly other: false | readonly { readonly prefix: string }[]
  readonly shared: false | readonly { readonly prefix: string }[]
}

export interface Opened {
  readonly validity: string
  readonly next: number
  readonly messages: number
  /** By which number its next change is told from all before (HIGHESTMODSEQ); absent where the server counts none. */
  readonly change?: string
  /** What vanished since the change that was named, by number; null where the server did not say it. */
  readonly vanished: readonly number[] | null
}

/** More that vanished at once are found by asking what is there. */
const mostVanished = 100_000

/** A folder, and how far its changes are known. */
interface Wanted {
  readonly path: string
  readonly validity: string
  readonly since?: string | undefined
}

/**
 * By EXAMINE, each time anew: what the server said before may be old. A server that keeps in mind what vanished says it with
 * its answer (QRESYNC, RFC 7162 section 3.2.5).
 * @throws what imapflow does
 */
export async function openFolder({ client }: Session, { path, validity, since }: Wanted): Promise<Opened> {
  if (!client.mailbox && client.capabilities.has('QRESYNC') && !client.enabled.has('QRESYNC')) await enable(client)
  const vanished = new Set<number>()
  const hear = ({ uid, earlier }: { readonly uid?: number; readonly earlier?: boolean }) => {
    if (earlier && uid && vanished.size <= mostVanished) vanished.add(uid)
  }
  client.on('expunge', hear)
  try {
    const asked = since === undefined ? {} : { uidValidity: validity, changedSince: since }
    const { uidValidity, uidNext, exists, highestModseq, noModseq, ...box } = await client.mailboxOpen(path, {
      readOnly: true,
      ...asked,
    } as MailboxOpenOptions)
    if (client.mailbox === false || !client.mailbox.readOnly)
      throw new ProviderError(
        'unexpected',
        {
          en: 'A folder could not be opened for reading only, and was not read.',
          de: 'Ein Ordner ließ sich nicht nur zum Lesen öffnen, also wurde er nicht gelesen.',
        },
        { reason: 'read-write' },
      )
    const isTold = (box as { readonly qresync?: boolean }).qresync === true && vanished.size <= mostVanished
    return {
      validity: String(uidValidity),
      next: uidNext,
      messages: exists,
      ...(highestModseq && !noModseq && client.enabled.has('QRESYNC') ? { change: String(highestModseq) } : {}),
      vanished: isTold ? [...vanished].toSorted((a, b) => a - b) : null,
    }
  } finally {
    client.off('expunge', hear)
  }
}

/** The folder that is read downwards on this connection, as it was: what came or went since is for the next time it is opened. */
export function stillOpen({ client, wanted }: Session, folder: Folder): Opened | null {
  const { mailbox } = client
  const isOpen = mailbox && mailbox.path === folder.path && String(mailbox.uidValidity) === folder.validity
  if (!isOpen || folder.low <= 1 || !wanted.has(folder.key)) return null
  return { validity: folder.validity, next: folder.top, messages: mailbox.exists, vanished: null }
}

/** Only before a folder is open (RFC 5161). UTF8=ACCEPT is not: names and headers would come in another form. */
async function enable(client: ImapFlow): Promise<void> {
  await (client as unknown as { run(command: string, names: readonly string[]): Promise<unknown> }).run('ENABLE', [
    'QRESYNC',
  ])
}
