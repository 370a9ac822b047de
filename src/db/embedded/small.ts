/** How the embedded database is started: for one person on a small machine, with a disk that may lose its power. */
import { MemoryFS, PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { isPattern, unpack } from './unpack.ts'

/**
 * Beside what PGlite starts with (these take the place of its own, so they are kept): it would take 160 MB for pages of
 * tables that the system holds in memory anyway, and 4 MB for each sorting of a statement; and keep five used files of 16 MB
 * for writing ahead, of which two do.
 */
const small = [
  ...PGlite.defaultStartParams,
  ...['shared_buffers=8MB', 'work_mem=2MB', 'min_wal_size=32MB', 'max_wal_size=32MB'].flatMap((one) => ['-c', one]),
]

/**
 * What ends with this process is recovered from nothing: no page has to be whole in what is written ahead. And a file of 16 MB
 * for it is not filled with zeros, for which the files in memory would be made anew some twenty times, each an eighth larger,
 * nor kept for the next one: empty it takes no room.
 */
const passing = [
  ...small,
  ...['full_page_writes=off', 'wal_init_zero=off', 'wal_recycle=off'].flatMap((one) => ['-c', one]),
]

/** `-F` says that nothing has to be on the disk. What PostgreSQL asks for on Linux, `fdatasync`, PGlite answers without doing it. */
const lasting = [...small.filter((one) => one !== '-F'), '-c', 'wal_sync_method=fsync']

/** In memory. @param archive of the folder of a database (tar), piece by piece */
export function inMemory(archive?: AsyncIterable<Uint8Array>): PGliteOptions {
  return { startParams: passing, ...(archive && { fs: filled(archive) }) }
}

/**
 * The files in memory as PGlite has them, filled before it looks for a database among them. What it would do itself with an
 * archive (`loadDataDir`) holds all of it three times for a moment.
 */
function filled(archive: AsyncIterable<Uint8Array>): MemoryFS {
  const files = new MemoryFS()
  let machine: PGlite | undefined
  const init = files.init.bind(files)
  files.init = (pg, ...asked) => {
    machine = pg
    return init(pg, ...asked)
  }
  files.initialSyncFs = async () => {
    const { FS } = (machine as unknown as { readonly Module: { readonly FS: MemoryFiles } }).Module
    FS.mkdirTree(home, 0o700)
    for await (const { name, bytes } of unpack(archive, isPattern))
      if (bytes) FS.writeFile(`${home}${name}`, bytes, { canOwn: true })
      else FS.mkdirTree(`${home}${name}`.replace(/\/$/, ''), 0o700)
  }
  return files
}

/** Where the database lies within its machine. */
const home = '/pglite/data'

/** What is used here of its files (Emscripten's MEMFS). */
interface MemoryFiles {
  mkdirTree(path: string, mode: number): void
  /** `canOwn`: the bytes themselves become the file, and no copy of them. */
  writeFile(path: string, bytes: Uint8Array, how: { readonly canOwn: boolean }): void
}

/** In a folder. @param sync brings an open file to the disk; without it the system does so when it likes */
export function onDisk(folder: string, sync?: (file: number) => void): PGliteOptions {
  return sync ? { fs: syncedFolder(folder, sync), startParams: lasting } : { dataDir: folder, startParams: small }
}

/** The files as PGlite has them, and `fsync`, which it leaves out. */
function syncedFolder(folder: string, sync: (file: number) => void): NodeFS {
  const files = new NodeFS(folder)
  const init = files.init.bind(files)
  files.init = async (...asked) => {
    const made = await init(...asked)
    const before = made.emscriptenOpts.preRun ?? []
    return {
      emscriptenOpts: {
        ...made.emscriptenOpts,
        preRun: [...before, (machine: unknown) => addSync(machine as Machine, sync)],
      },
    }
  }
  return files
}

/** What is used here of the machine inside which PGlite runs (Emscripten's NODEFS). */
interface Machine {
  readonly NODEFS: { readonly stream_ops: { fsync?: (file: { readonly nfd?: number }) => void } }
  readonly FS: { readonly ErrnoError: new (errno: number) => Error }
}

/** `EIO` of WASI: PostgreSQL ends on it, and what it wrote ahead says what was there. */
const brokenDisk = 29

function addSync({ NODEFS, FS }: Machine, sync: (file: number) => void): void {
  NODEFS.stream_ops.fsync = ({ nfd }) => {
    // A folder has no open file here. Its names come to the disk with the file that is synced after them.
    if (nfd === undefined) return
    try {
      sync(nfd)
    } catch {
      throw new FS.ErrnoError(brokenDisk)
    }
  }
}
