/** What a provider hands out of an address book. */
import type { Contact } from './standard/contacts/contact.ts'
import type { Access } from './types.ts'

/** A contact as its server has it. `contact` is null where it tells nothing that is used: only its version is kept. */
export interface ReportedContact {
  /** The provider's own. */
  readonly id: string
  readonly etag: string
  readonly contact: Contact | null
}

/** Where reading what changed goes on, in words of the source itself. */
export type BookPosition = Readonly<Record<string, string>>

/** What is known of an address book. */
export interface HeldBook {
  /** As the last page gave it; null: all of it is read. */
  readonly position: BookPosition | null
  /** The version of each contact that is stored, by id: asked for only where all are compared. */
  versions(): Promise<ReadonlyMap<string, string>>
}

export interface ContactPage {
  readonly contacts: readonly ReportedContact[]
  /** Ids that are no more. */
  readonly gone: readonly string[]
  /** To be stored together with the contacts; null where the server gives none, so that all is read the next time. */
  readonly position: BookPosition | null
  /** False: that is all; ask again tomorrow. */
  readonly more: boolean
}

/** The address book of an account: read only where its owner has asked for that, apart from everything else. */
export interface ContactSource {
  /** Without it nothing is asked. */
  readonly scope: string
  /**
   * What is not known of it yet, a piece at a time: what changed since the position, else all that is of another version. A
   * position that is lost is no fault: all is read once more.
   * @throws ProviderError
   */
  next(reach: Access, held: HeldBook): Promise<ContactPage>
}

/** The reason of the fault where only its owner can say where the address book is. */
export const noBook = 'no address book'

/** What is new among all contacts there are, and which of those known are no more. A contact without a version is new each time. */
export function compare(
  found: readonly ReportedContact[],
  known: ReadonlyMap<string, string>,
): Pick<ContactPage, 'contacts' | 'gone'> {
  const there = new Set(found.map(({ id }) => id))
  return {
    contacts: found.filter(({ id, etag }) => !etag || known.get(id) !== etag),
    gone: [...known.keys()].filter((id) => !there.has(id)),
  }
}
