/** What a page of a stream is asked for with, and what is known while it is written. */
import type { Connection } from '../db/accounts/connections.ts'
import type { Stream } from '../db/accounts/streams.ts'
import type { Wanted } from '../db/listings/counts.ts'
import type { Deps } from '../deps.ts'
import type { Instant } from '../facts.ts'
import type { Provider } from '../providers/provider.ts'
import type { Page } from '../providers/types.ts'

/** What a stream is read with. */
export interface Pull {
  readonly connection: Connection
  readonly stream: Stream
  /** A listed message was to be read, or to be tried again, when the stream was looked up. */
  readonly waiting: boolean
  readonly provider: Provider
  readonly subjects: boolean
  /** The owner's zone (IANA). */
  readonly timeZone?: string
  /** The last tries at this page failed: it is taken item by item, and the one that fails is left out. */
  readonly careful?: boolean
  /** So many tries at this page failed in a row. */
  readonly attempts?: number
  /** Opens what tells whom the user had forgotten. */
  readonly seal?: Deps['seal']
  /** The requests that were sent so far, by API method, whatever came of them. */
  readonly calls: Map<string, number>
}

/** A page that is being written. */
export interface Writing {
  readonly pull: Pull
  readonly page: Page
  /** The snapshot that it belongs to. */
  readonly generation: number
  /** The reading order that holds from now on; null while the listing is not complete. */
  readonly bounds: Stream['bounds']
  readonly now: Instant
  readonly before?: Before
}

/** The threads that a page touches, and what was wanted and read of them before it. */
export interface Before {
  readonly threads: readonly string[]
  readonly counts: Wanted
}
