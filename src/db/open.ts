/** A database that is open on Node: the embedded one, whose driver is loaded with it. One on a server is opened in server/. */
import type { Database } from './database.ts'
import type { EmbeddedOptions } from './embedded/start.ts'
import type { CopyingClient } from './gone/copy.ts'

export interface OpenDatabase {
  readonly db: Database
  /**
   * Applies the migrations of this folder that are not applied yet.
   * @throws ConfigError, with nothing changed, where the database has newer ones
   */
  migrate(folder: string): Promise<void>
  close(): Promise<void>
}

/** The embedded one, which can be copied to a fresh folder. */
export interface OpenEmbedded extends OpenDatabase {
  /**
   * Copies every row that there is to another one, and closes both; whatever is asked meanwhile waits.
   * @param to has every table and nothing in them
   * @param swap puts the files of the other in the place of these; then this one is opened again
   */
  moveTo(to: OpenEmbedded, swap: () => Promise<void>): Promise<void>
  /** Reads and writes past everything else, for copying. */
  readonly client: CopyingClient
}

/** Opens the embedded database in a folder, or in memory when none is given. The caller holds the folder's lock. */
export async function openEmbedded(folder?: string, options: EmbeddedOptions = {}): Promise<OpenDatabase> {
  return openCopyable(folder, options)
}

/** The same, as one that can be copied. */
export async function openCopyable(folder: string | undefined, options: EmbeddedOptions): Promise<OpenEmbedded> {
  const { startEmbedded } = await import('./embedded/start.ts')
  return startEmbedded(folder, options)
}
