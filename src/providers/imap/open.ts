/** How the folders of a mailbox stand, and one of them opened so that nothing in it can be changed. */
import { ProviderError } from '../../errors.ts'
import type { ListedFolder } from './folders.ts'
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
}

/** By EXAMINE, each time anew: what the server said before may be old. @throws what imapflow does */
export async function openFolder({ client }: Session, path: string): Promise<Opened> {
  const { uidValidity, uidNext, exists } = await client.mailboxOpen(path, { readOnly: true })
  if (client.mailbox === false || !client.mailbox.readOnly)
    throw new ProviderError(
      'unexpected',
      {
        en: 'A folder could not be opened for reading only, and was not read.',
        de: 'Ein Ordner ließ sich nicht nur zum Lesen öffnen, also wurde er nicht gelesen.',
      },
      {
        reason: 'read-write',
      },
    )
  return { validity: String(uidValidity), next: uidNext, messages: exists }
}
