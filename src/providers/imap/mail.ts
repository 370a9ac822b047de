/**
 * A mailbox as a stream of facts, by IMAP: headers only. A round asks for the folders and how they stand, then reads what is
 * new in each, downwards from the newest. A snapshot is a round that begins with nothing; from then on a round costs one
 * command where nothing changed. What went is told by servers that keep it in mind (QRESYNC), and found by counting at all
 * others: where a folder holds another number of messages than is known of it, it is asked which.
 */
import { ProviderError } from '../../errors.ts'
import type { MailFact } from '../../facts.ts'
import { troubled } from '../aside.ts'
import type { PlaceChange } from '../listing.ts'
import type { Call, Page, Source } from '../types.ts'
import { count } from './count.ts'
import { isOfFolder, lostPosition, noFolder, noFolders, noStatus, toImapError, unreadableReason } from './errors.ts'
import { doKeepSent, keyOf, readFolders } from './folders.ts'
import { listFolders, openFolder, stillOpen } from './open.ts'
import { nextPiece, type Piece } from './piece.ts'
import { type Folder, newPosition, type Position, resume } from './position.ts'
import { passed, readNumbers } from './read.ts'
import { asideOf, going, nextFolder, standOf, withFolder } from './round.ts'
import type { Session, Sessions } from './session.ts'

const messagesAtOnce = 500

export function createImapSource(sessions: Sessions): Source<MailFact> {
  return {
    async next(call, stored) {
      if (!stored)
        return {
          ...nothing,
          cursor: newPosition(call.subjects),
          more: true,
          restart: true,
          progress: { phase: 'listing', done: 0 },
        }
      const position = resume(stored, call.subjects)
      if (position.phase === 'read' && !nextFolder(position, call)) return endRound(call, position)
      if (position.phase === 'folders') return sessions.use(call, (session) => look(call, session, position))
      return readSome(call, sessions, position)
    },
  }
}

/** With fewer and fewer messages, where what comes cannot be read: the one that is left in the end is stepped over. */
async function readSome(call: Call, sessions: Sessions, position: Position): Promise<Page<MailFact>> {
  for (let most = messagesAtOnce; ; most = Math.ceil(most / 8)) {
    try {
      return await sessions.use(call, (session) => readOn(call, session, { position, most }))
    } catch (error) {
      if (!(error instanceof ProviderError) || error.reason !== unreadableReason) throw error
      if (most === 1) return sessions.use(call, (session) => readOn(call, session, { position, most, stepOver: true }))
    }
  }
}

/** How much of which position is read now; or that it is not read but stepped over. */
interface Aim {
  readonly position: Position
  readonly most: number
  readonly stepOver?: boolean
}

const nothing = { facts: [], gone: [] } as const

/** How all folders stand: which have news, which are new, which are gone. */
async function look(call: Call, session: Session, position: Position): Promise<Page<MailFact>> {
  await call.budget.take(session.weight, session.weight)
  // A folder may be read from further above than when its messages were asked for.
  session.wanted.clear()
  const listed = await listFolders(session)
  const found = readFolders(listed.folders, { gmail: session.isGmail, foreign: listed.foreign })
  // An empty list is no news of everything being gone.
  if (found.length === 0) throw noFolders(session.isGmail)
  const keepsSent = doKeepSent(found, session.isGmail) ?? position.keepsSent
  // What came in under the owner's address was read by another rule.
  if (position.keepsSent !== null && position.keepsSent !== keepsSent) throw lostPosition('sent')
  const before = new Map(position.folders.map((one) => [one.key, one]))
  const byPath = new Map(position.folders.map((one) => [one.path, one]))
  const folders = found.map((one) => {
    if (one.validity) return standOf(one, before.get(keyOf(one)), call)
    const known = byPath.get(one.path) ?? standOf(one, undefined, call)
    return { ...known, trouble: troubled(noStatus(), call.now, known.trouble) }
  })
  const keys = new Set(folders.map(({ key }) => key))
  const next: Position = {
    ...position,
    phase: 'read',
    keepsSent,
    folders,
    fewer: position.fewer || position.folders.some(({ key }) => !keys.has(key)),
    total: found.reduce((sum, { messages }) => sum + messages, 0),
  }
  return nextFolder(next, call) ? going(call, next) : endRound(call, next)
}

/** One piece of one folder. */
async function readOn(call: Call, session: Session, aim: Aim): Promise<Page<MailFact>> {
  const { position } = aim
  const { mailbox } = session.client
  const folder = nextFolder(position, call, mailbox ? mailbox.path : undefined)
  if (!folder) return endRound(call, position)
  try {
    const { path, validity, whole } = folder
    const opened = stillOpen(session, folder) ?? (await openFolder(session, { path, validity, since: whole?.change }))
    // It was made anew since the folders were listed.
    if (opened.validity !== validity) return going(call, { ...position, phase: 'folders' })
    const piece = await nextPiece(call, session, { folder, next: opened.next, most: aim.most })
    if (piece) return await readPiece(call, session, { ...aim, folder, piece })
    return await count(call, session, { position, folder, opened })
  } catch (error) {
    if (!session.client.usable) throw error
    const fault = toImapError(error, call.now)
    if (!isOfFolder(fault)) throw fault
    const trouble = troubled(fault, call.now, folder.trouble)
    const page = going(call, withFolder(position, { ...folder, trouble }))
    return { ...page, setAside: asideOf(page.cursor as Position, call) }
  }
}

async function readPiece(
  call: Call,
  session: Session,
  { position, folder, piece, stepOver }: Aim & { readonly folder: Folder; readonly piece: Piece },
): Promise<Page<MailFact>> {
  const { numbers } = piece
  const read = stepOver
    ? passed(folder, numbers)
    : await readNumbers(call, session, { folder: { ...folder, keepsSent: position.keepsSent === true }, numbers })
  const { oldest, ...page } = read
  const { trouble: _, ...sound } = folder
  const next = withFolder({ ...position, done: position.done + numbers.length }, { ...sound, ...piece.after(oldest) })
  return { ...going(call, next), ...page, setAside: asideOf(next, call) }
}

function endRound(call: Call, position: Position): Page<MailFact> {
  const next: Position = { ...position, phase: 'folders', snapshot: false, fewer: false }
  const setAside = asideOf(next, call)
  // Nothing at all could be read: that is no matter of a folder, and the end of nothing.
  if (position.folders.every(({ trouble }) => trouble)) {
    const { snapshot, fewer, folders } = position
    return { ...going(call, { ...next, snapshot, fewer }), setAside, fault: noFolder(folders) }
  }
  const unread = position.folders.filter(({ readAt }) => !readAt)
  const places: PlaceChange[] = position.fewer
    ? [{ kind: 'only', folders: position.folders.map(({ key }) => key) }]
    : []
  return {
    ...nothing,
    cursor: next,
    more: false,
    setAside,
    ...(places.length ? { places } : {}),
    ...(position.snapshot
      ? { complete: { start: call.since, end: call.now }, bounds: everything, unlisted: unread.map(({ key }) => key) }
      : {}),
    progress: { phase: 'current', ...(unread.length ? {} : { readBackTo: call.since }) },
  }
}

/** Every listed message is read already: none is due, and only those of an older snapshot are to go. */
const everything = { recent: 0, horizon: 2 ** 31 - 1 }
