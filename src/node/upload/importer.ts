/** Uploads of this process: received, looked through, asked about, read, and removed again. What reads them is loaded when there are some. */
import { join } from 'node:path'
import { deleteUser, findUser } from '../../db/accounts/users.ts'
import { forUser } from '../../db/rows/bound.ts'
import type { Deps } from '../../deps.ts'
import { describeError, UserError } from '../../errors.ts'
import { shortId } from '../../seal.ts'
import { normalise } from '../../text.ts'
import type { Importer, UploadOwner, UploadResult } from '../../work/uploads.ts'
import type { FoundFiles } from '../import-command/files.ts'
import { createOwner } from '../import-command/owner.ts'
import { isAlive, makeFolder, removeFiles, removeFolder, sayFull, statesIn } from './disk.ts'
import { checkUnknown, type Entry, ownOf, shown } from './entry.ts'
import { createPace } from './pace.ts'
import { resultOf } from './result.ts'
import { type State, writeState } from './state.ts'

/** So long files wait for an answer, and what came of them can be seen. */
const keptMs = 24 * 3_600_000

const ended: ReadonlySet<string> = new Set(['failed', 'done'])

/** Thrown where somebody has stopped it. */
const stopped = new Error('stopped')

/** Takes up what another process of this folder left; that one's own, if it lives, stays with it. */
export function openImporter(deps: Deps): Importer & { close(): Promise<void> } {
  const { config } = deps
  const imports = join(config.DATA_DIR, 'imports')
  const entries = new Map<string, Entry>()
  const folderOf = ({ id }: State) => join(imports, id)
  const of = (owner: UploadOwner) => [...entries.values()].filter(({ state }) => state.owner === owner)

  function change(entry: Entry, what: Partial<State>): void {
    entry.state = { ...entry.state, ...what }
    // What was stopped has no folder any more, or is taken up by the next process as it was.
    if (!entry.stopped) writeState(folderOf(entry.state), entry.state)
  }

  /** What came of it outlives the process; the files do not outlive this. */
  function end(entry: Entry, how: { result?: UploadResult; problem?: string; notes?: readonly string[] }): void {
    const { result = null, problem = null, notes = [] } = how
    const phase = result ? 'done' : 'failed'
    removeFiles(folderOf(entry.state))
    change(entry, { phase, problem, result, notes: [...notes], files: [], at: Date.now() })
  }

  /** In the background: whatever goes wrong is said on the page. */
  function start(entry: Entry, work: (found: FoundFiles) => Promise<void>): void {
    entry.pace = createPace()
    entry.work = withFiles(entry, work).catch((error: unknown) => {
      if (error === stopped) return
      deps.log('import failed', describeError(error))
      end(entry, {
        problem:
          'Something went wrong here while the files were read. Choose them again to go on; nothing is read twice.',
      })
    })
  }

  async function withFiles({ state }: Entry, work: (found: FoundFiles) => Promise<void>): Promise<void> {
    const names = new Map(state.files.map(({ file, name }) => [join(folderOf(state), file), name]))
    const { findFiles } = await import('../import-command/files.ts')
    const found = await findFiles([...names.keys()], (path) => names.get(path) ?? path)
    try {
      await work(found)
    } finally {
      found.close()
    }
  }

  function look(entry: Entry): void {
    start(entry, async (found) => {
      const unread = [...found.faults, ...found.notes]
      if (!found.files.length)
        return end(entry, { problem: 'None of these files could be read. None was kept.', notes: unread })
      const about = { years: config.HISTORY_YEARS, now: deps.now() }
      const { findOwner } = await import('../../import/import.ts')
      const proposed = await findOwner(found.files, about, () => {
        if (entry.stopped) throw stopped
        entry.pace.note(found.done() / found.size)
      })
      const own = proposed.length ? proposed : await ownOf(deps, entry.state.owner)
      if (!entry.stopped) change(entry, { phase: 'asking', proposed: [...own], at: Date.now() })
    })
  }

  function read(entry: Entry): void {
    start(entry, async (found) => {
      const { owner, me, madeFor } = entry.state
      const userId = owner.slice('user:'.length)
      const own = forUser(deps.db, userId)
      const user = await findUser(own, userId)
      if (!user) return end(entry, { problem: 'Whose files these were is not here any more.' })
      const { importFiles } = await import('../../import/import.ts')
      const { WrongOwner } = await import('../../import/whose.ts')
      let pass = ''
      const progress = ({ pass: now }: { readonly pass: string }) => {
        if (entry.stopped) throw stopped
        if (now === 'reading' && pass === 'sorting') found.restart()
        pass = now
        entry.pace.note((found.done() / found.size + (now === 'sorting' ? 0 : 1)) / 2)
      }
      try {
        const imported = await importFiles(deps, user, { me, files: found.files, stranger: madeFor !== null, progress })
        end(entry, { result: resultOf(imported, found) })
        deps.wake()
      } catch (error) {
        if (!(error instanceof WrongOwner)) throw error
        if (madeFor) await deleteUser(own, userId)
        const back = madeFor ? { owner: madeFor, madeFor: null } : {}
        change(entry, { ...back, phase: 'asking', me: [], proposed: [...error.proposed], problem: error.message })
      }
    })
  }

  function takeUp(): void {
    for (const state of statesIn(imports)) {
      if (state.pid !== process.pid && isAlive(state.pid)) continue
      const entry = open({ ...state, pid: process.pid })
      if (state.phase === 'looking') look(entry)
      else if (state.phase === 'reading') read(entry)
      else if (state.phase === 'receiving')
        end(entry, { problem: 'The server ended while the files were coming in. None was kept; choose them again.' })
      if (!ended.has(entry.state.phase)) change(entry, {})
    }
  }

  function open(state: State): Entry {
    const entry = { state, pace: createPace(), stopped: false, work: Promise.resolve() }
    entries.set(state.id, entry)
    return entry
  }

  function forget(entry: Entry): void {
    entry.stopped = true
    entries.delete(entry.state.id)
    removeFolder(folderOf(entry.state))
  }

  function sweep(): void {
    for (const entry of entries.values())
      if ((entry.state.phase === 'asking' || ended.has(entry.state.phase)) && Date.now() - entry.state.at > keptMs)
        forget(entry)
  }

  const sweeping = setInterval(sweep, 3_600_000)
  sweeping.unref()
  takeUp()

  return {
    find(owners) {
      for (const owner of owners) {
        const entry = of(owner).findLast(({ state }) => state.phase !== 'receiving')
        if (entry) return shown(entry)
      }
      return null
    },

    async receive(request, { owner, isOurs }) {
      const others = of(owner)
      if (others.some(({ state }) => ['receiving', 'looking', 'reading'].includes(state.phase)))
        throw new UserError(409, {
          en: 'Files of yours are being read here already. Wait until that is done, or stop it first.',
          de: 'Es werden hier schon Dateien von dir gelesen. Warte, bis das fertig ist, oder brich es vorher ab.',
        })
      const id = shortId()
      const empty = { files: [], proposed: [], problem: null, me: [], madeFor: null, result: null, notes: [] }
      const entry = open({ id, owner, pid: process.pid, phase: 'receiving', at: Date.now(), ...empty })
      try {
        const folder = makeFolder(makeFolder(config.DATA_DIR, 'imports'), id)
        writeState(folder, entry.state)
        const { receiveFiles } = await import('./receive.ts')
        const files = await receiveFiles(request, { folder, gigabytes: config.IMPORT_GIGABYTES, isOurs })
        for (const other of others) forget(other)
        change(entry, { phase: 'looking', files: [...files] })
      } catch (error) {
        forget(entry)
        throw sayFull(error)
      }
      look(entry)
    },

    async confirm({ id }, addresses) {
      const entry = entries.get(id)
      if (entry?.state.phase !== 'asking')
        throw new UserError(409, {
          en: 'These files wait for no answer any more.',
          de: 'Diese Dateien warten auf keine Antwort mehr.',
        })
      const me = [...new Set(addresses.map(normalise))]
      const [first] = me
      if (!first)
        throw new UserError(400, {
          en: 'Tick the addresses that are yours, or type one. Nothing was read.',
          de: 'Kreuz die Adressen an, die dir gehören, oder tipp eine ein. Gelesen wurde nichts.',
        })
      const { owner } = entry.state
      // At once, so that a second press finds it gone.
      change(entry, { phase: 'reading', me, problem: null })
      try {
        if (owner.startsWith('guest:')) {
          await checkUnknown(deps, me)
          const user = await createOwner(deps, first, true)
          change(entry, { owner: `user:${user.id}`, madeFor: owner })
        }
      } catch (error) {
        change(entry, { phase: 'asking' })
        throw error
      }
      read(entry)
      return entry.state.owner.slice('user:'.length)
    },

    async drop(owner) {
      for (const entry of of(owner)) {
        forget(entry)
        await entry.work
      }
    },

    dropResults(owner) {
      for (const entry of of(owner)) if (ended.has(entry.state.phase)) forget(entry)
    },

    async close() {
      clearInterval(sweeping)
      for (const entry of entries.values()) entry.stopped = true
      await Promise.all([...entries.values()].map(({ work }) => work))
    },
  }
}
