/** What can be so of whatever of an account is not kept, or not whole. */
import type { Stream } from '../../../db/accounts/streams.ts'

/**
 * - `broken`: it cannot be read as it stands. - `withheld`: the provider does not hand it out. - `refused`: it could not be
 * stored. - `cut`: it is kept, but not all of it. - `beyond`: there are more than are read of one file.
 */
export type LeftOutKind = 'broken' | 'withheld' | 'refused' | 'cut' | 'beyond'

/** Where it comes from, which decides whether it is looked at again. */
export type Origin = Stream['kind'] | 'file'

export interface Meaning {
  /** Does it matter? */
  readonly matters: string
  /** Will it be tried again? */
  readonly again: Readonly<Record<Origin, string>>
}
