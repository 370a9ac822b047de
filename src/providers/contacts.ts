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

export interface ContactPage {
  readonly contacts: readonly ReportedContact[]
  /** Ids that are no more. */
  readonly gone: readonly string[]
  /** False: that is all; ask again tomorrow. */
  readonly more: boolean
}

/** The address book of an account: read only where its owner has asked for that, apart from everything else. */
export interface ContactSource {
  /** Without it nothing is asked. */
  readonly scope: string
  /**
   * What is not known of it yet, a piece at a time.
   * @param known the version of each contact that is stored, by id
   * @throws ProviderError
   */
  next(reach: Access, known: ReadonlyMap<string, string>): Promise<ContactPage>
}
