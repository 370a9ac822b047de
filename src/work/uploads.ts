/** Files that somebody hands over on a page: where they stand, between choosing them and the people in them. */

/** Whose they are: a user, or a browser without a session on this machine, by the hash of its cookie. */
export type UploadOwner = `user:${string}` | `guest:${string}`

export const ownedBy = (userId: string): UploadOwner => `user:${userId}`

/** Where an upload stands. Every name in it is whatever its maker liked: to be cleaned before it is shown. */
export type Upload = {
  readonly id: string
  readonly owner: UploadOwner
  readonly names: readonly string[]
} & (
  | { readonly phase: 'looking' | 'reading'; readonly going: Going }
  | { readonly phase: 'asking'; readonly proposed: readonly ProposedAddress[]; readonly problem: string | null }
  | { readonly phase: 'done'; readonly result: UploadResult }
  /** No file of it is kept; in one sentence why, and what there is to say of single files. */
  | { readonly phase: 'failed'; readonly problem: string; readonly notes: readonly string[] }
)

export interface Going {
  /** From 0 to 1. */
  readonly share: number
  /** By the pace so far; null until there is one. */
  readonly secondsLeft: number | null
}

export interface ProposedAddress {
  readonly address: string
  /** In words that go on from it. */
  readonly why: string
  /** False where several may be the owner's, and only they can tell. */
  readonly sure: boolean
}

export interface UploadResult {
  readonly messages: number
  readonly meetings: number
  readonly contacts: number
  /** What was not there before. */
  readonly added: { readonly mail: number; readonly meeting: number; readonly contact: number }
  /** How many the owner really writes to and hears from. */
  readonly ties: number
  readonly people: readonly {
    readonly name: string
    readonly written: number
    readonly received: number
    readonly met: number
  }[]
  /** What was left out of the files, by reason. */
  readonly skipped: readonly { readonly reason: string; readonly amount: number; readonly places: readonly string[] }[]
  /** Files that were not read, each in a sentence. */
  readonly notes: readonly string[]
}

/** Takes in files that are uploaded, and reads them in the background of this process. */
export interface Importer {
  /** The newest upload of the first of these who has one. */
  find(owners: readonly UploadOwner[]): Upload | null
  /**
   * Streams the files of a form to a private folder, and begins to look whose they are.
   * @param form `isOurs`: whether its first field, the token, is right; no file is taken before that
   * @throws UserError for a wrong token, too much, no file, a full disk, or another upload that is being read
   */
  receive(request: Request, form: { readonly owner: UploadOwner; isOurs(token: string): boolean }): Promise<void>
  /**
   * Reads the files for these addresses, the owner's own.
   * @returns the id of its user, made where the upload is a guest's
   * @throws UserError where it waits for no answer, or the address is somebody's here
   */
  confirm(upload: Upload, addresses: readonly string[]): Promise<string>
  /** Stops whatever is under way for this owner, and removes the files. */
  drop(owner: UploadOwner): Promise<void>
  /** Removes what is said of uploads that are over: it names people who may not be here any more. */
  dropResults(owner: UploadOwner): void
}
