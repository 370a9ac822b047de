/** Controls of the sample Google account, for tests and the buttons of the outbox page: deliver mail, answer, move the clock. */
import { Temporal } from 'temporal-polyfill'
import type { Book } from '../address-book.ts'
import { answerAll } from '../answers.ts'
import { type Appointments, createAppointments } from '../appointments.ts'
import { composeMessage } from '../composing.ts'
import type { NewMessage } from '../history/types.ts'
import { keepMessage } from '../journal.ts'
import type { World } from './world.ts'

export interface Controls extends Appointments {
  /** Moves the sample's clock on; what the script has up to then arrives. */
  advance(duration: Temporal.DurationLike): void
  /**
   * People answer what the owner sent them in the last seven days and they left unanswered, and accept the owner's
   * invitations of these days.
   * @returns how many answers that made
   */
  letThemAnswer(): number
  /** One more message, in a thread of its own unless `thread` names one. */
  deliver(message: NewMessage): { readonly id: string; readonly thread: string }
  /** Deleted for good, not moved to the trash. */
  remove(messageId: string): void
  trash(messageId: string): void
  /** Whether Google has checked the address, from now on: not of every account it has. */
  verify(verified: boolean): void
  /** Whether the account is one of an organisation, from now on: a private one can have an address at any domain. */
  host(hosted: boolean): void
  /** Its contacts. */
  readonly book: Book
  label(messageId: string, change: { readonly add?: readonly string[]; readonly remove?: readonly string[] }): void
}

export function createControls(world: World): Controls {
  const { state } = world.store
  const at = () => world.now().toString()
  const deliver: Controls['deliver'] = (draft) => {
    world.catchUp()
    const desk = { owner: world.history.owner, now: world.now(), count: state.mail.length }
    const message = composeMessage(desk, draft, (thread) =>
      world.mail.thread(thread).map(({ message }) => message.messageId),
    )
    world.writeMail({ op: 'deliver', message: keepMessage(message), at: message.at.toString() })
    return { id: message.id, thread: message.thread }
  }
  const label: Controls['label'] = (id, { add = [], remove = [] }) =>
    world.writeMail({ op: 'label', id, add, remove, at: at() })
  return {
    ...createAppointments(world),
    book: world.book,
    advance: (duration) => {
      state.offset = Temporal.Duration.from(state.offset).add(toSeconds(duration)).toString()
      world.store.save()
      world.catchUp()
    },
    letThemAnswer: () =>
      answerAll(world, {
        messages: () => world.mail.list().map(({ message }) => message),
        lastOf: (thread) => world.mail.thread(thread).at(-1)?.message,
        deliver,
      }),
    deliver,
    remove: (id) => world.writeMail({ op: 'delete', id, at: at() }),
    trash: (id) => label(id, { add: ['TRASH'], remove: ['INBOX'] }),
    label,
    host: (hosted) => {
      world.hosted = hosted
    },
    verify: (verified) => {
      world.emailVerified = verified
    },
  }
}

/** The clock counts seconds only: a day of the sample is twenty-four hours. */
function toSeconds(duration: Temporal.DurationLike): Temporal.Duration {
  const { years, months, weeks, days, ...rest } = fieldsOf(Temporal.Duration.from(duration))
  if (years || months) throw new RangeError('The clock is moved on by weeks at most.')
  return Temporal.Duration.from({ ...rest, hours: rest.hours + (weeks * 7 + days) * 24 })
}

function fieldsOf({ years, months, weeks, days, hours, minutes, seconds }: Temporal.Duration) {
  return { years, months, weeks, days, hours, minutes, seconds }
}
