/** What everything below the entry files is handed: made once by node.ts or worker.ts. */
import type { Config } from './config.ts'
import type { Database } from './db/database.ts'
import type { Instant } from './facts.ts'
import type { Provider } from './providers/index.ts'
import type { ProviderName } from './providers/types.ts'
import type { Seal } from './seal.ts'

export interface Deps {
  readonly config: Config
  readonly db: Database
  readonly seal: Seal
  /** The providers that can be connected here. */
  readonly providers: ReadonlyMap<ProviderName, Provider>
  readonly now: () => Instant
  readonly log: Log
  /** Wakes whoever works on tasks: something may be due. */
  readonly wake: () => void
}

/** One line per event. Never a token, an address, a subject or a name. */
export type Log = (event: string, details?: Readonly<Record<string, string | number | boolean | undefined>>) => void
