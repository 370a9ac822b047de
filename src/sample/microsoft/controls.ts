/** Controls of the sample Microsoft account, for tests and the buttons of the outbox page: deliver mail, answer, move the clock. */

import type { Book } from '../address-book.ts'
import { answerAll } from '../answers.ts'
import { type Appointments, createAppointments } from '../appointments.ts'
import { composeMessage } from '../composing.ts'
import { stableId } from '../history/random.ts'
import type { NewMessage } from '../history/types.ts'
import { keepMessage } from '../journal.ts'
import { approve, domainOf } from './authorize.ts'
import { findOccurrence } from './events.ts'
import { type Breaks, createBreaks } from './faults.ts'
import { ROOT } from './folders.ts'
import type { MicrosoftWorld, Profile } from './world.ts'

/** Ids are those that the API shows, of either kind; those of the script are taken too. */
export interface MicrosoftControls extends Appointments, Breaks {
  /**
   * People answer what the owner sent them in the last seven days and they left unanswered, and accept the owner's
   * invitations of these days.
   * @returns how many answers that made
   */
  letThemAnswer(): number
  /** One more message: into Sent Items where it is from the owner, else into the inbox, unless `folder` says otherwise. */
  deliver(message: NewMessage, folder?: string): { readonly id: string; readonly thread: string }
  /** Deleted for good, not moved to Deleted Items. */
  remove(messageId: string): void
  /** @param folder a well-known name, the name `addFolder` gave back, or an id */
  move(messageId: string, folder: string): void
  /** Read, or unread again. @param inPart Graph tells of this change, and of later ones, by id, `isRead` and folder alone */
  mark(messageId: string, read: boolean, inPart?: boolean): void
  /** Its contacts. */
  readonly book: Book
  /** One more folder of the owner. @returns the name to move messages by */
  addFolder(name: string, parent?: string): string
  /**
   * The administrator writes other addresses on file. @throws Error for a sign-in name of a domain that is not the
   * organisation's, which Microsoft refuses; `mail` can be anything
   */
  address(change: Partial<Profile>): void
  /** Tokens say from now on how many seconds ago the password was asked for; null: they say nothing of it, as unless told otherwise. */
  askedAgo(seconds: number | null): void
  /** The organisation lets nobody decide alone from now on. What was agreed to before stays. */
  requireAdmin(): void
  /** The administrator agrees. */
  approve(): void
  /** The administrator, or the owner at Microsoft, takes everything back. */
  revoke(): void
}

/**
 * The controls of one sample mailbox and calendar.
 * @throws Error, from its methods, for a message, a folder or an address that the sample does not have
 */
export function createMicrosoftControls(world: MicrosoftWorld): MicrosoftControls {
  const { state } = world.store
  const at = () => world.now().toString()
  const appointments = createAppointments(world)
  const scriptedEvent = (id: string) => findOccurrence(world, id)?.id ?? id
  const scriptedMessage = (id: string) => {
    world.catchUp()
    const item = world.mail.find(id)
    if (!item) throw new Error('There is no such message in the sample.')
    return item.message.id
  }
  const folderKey = (folder: string) => {
    const found = world.mail.folder(folder)
    if (!found) throw new Error('There is no such folder in the sample.')
    return found.key
  }
  const deliver: MicrosoftControls['deliver'] = (draft, folder) => {
    world.catchUp()
    const desk = { owner: world.history.owner, now: world.now(), count: state.mail.length }
    const message = composeMessage(desk, draft, (thread) => world.mail.thread(thread).map(({ messageId }) => messageId))
    const place = folderKey(folder ?? (message.outgoing ? 'sentitems' : 'inbox'))
    world.writeMail({ op: 'deliver', message: keepMessage(message), folder: place, at: message.at.toString() })
    return { id: world.mail.find(message.id)?.immutableId ?? message.id, thread: message.thread }
  }
  return {
    ...appointments,
    book: world.book,
    cancelEvent: (id) => appointments.cancelEvent(scriptedEvent(id)),
    moveEvent: (id, start) => appointments.moveEvent(scriptedEvent(id), start),
    answerEvent: (id, address, reply) => appointments.answerEvent(scriptedEvent(id), address, reply),
    letThemAnswer: () =>
      answerAll(world, {
        messages: () => world.mail.all().map(({ message }) => message),
        lastOf: (thread) => world.mail.thread(thread).at(-1),
        deliver,
      }),
    deliver,
    remove: (id) => world.writeMail({ op: 'delete', id: scriptedMessage(id), at: at() }),
    move: (id, folder) => world.writeMail({ op: 'move', id: scriptedMessage(id), folder: folderKey(folder), at: at() }),
    mark: (id, read, inPart = false) => {
      const found = scriptedMessage(id)
      const immutableId = world.mail.find(found)?.immutableId ?? id
      if (inPart) world.inPart.add(immutableId)
      else world.inPart.delete(immutableId)
      world.writeMail({ op: 'mark', id: found, read, at: at() })
    },
    ...createBreaks(world, { folderKey, scriptedMessage }),
    addFolder: (name, parent) => {
      const key = `own-${stableId(12, 'folder', name, String(state.mail.length))}`
      const around = parent === undefined || parent === ROOT ? {} : { parent: folderKey(parent) }
      world.writeMail({ op: 'folder', folder: { key, name, ...around }, at: at() })
      return key
    },
    address: (change) => {
      if (change.signInName !== undefined && !change.signInName.endsWith(`@${domainOf(world)}`))
        throw new Error('The domain portion of the userPrincipalName property is invalid.')
      world.profile = { ...world.profile, ...change }
    },
    askedAgo(seconds) {
      world.askedAgo = seconds
    },
    requireAdmin: () => {
      state.admin = 'asks'
      world.store.save()
    },
    approve: () => approve(world),
    revoke: () => {
      for (const grant of state.grants) grant.revoked = true
      world.store.save()
    },
  }
}
