/** What a duty threw that nobody foresaw: an attempt like any other, with a pause after it and a sentence for the owner. */
import { shortDateAndTime } from '../dates.ts'
import { changeBook } from '../db/accounts/address-books.ts'
import { changeStream } from '../db/accounts/streams.ts'
import { findUser } from '../db/accounts/users.ts'
import { changeCoffee } from '../db/coffees.ts'
import type { Database } from '../db/database.ts'
import { type Ailment, ailmentOf, ailmentWords, isPassing, sqlState } from '../db/faults.ts'
import { acrossUsers } from '../db/rows/bound.ts'
import { ailing, type ClaimUnknown, failTask, LeaseLost, releaseLease, type Task, thrown } from '../db/tasks.ts'
import type { Deps } from '../deps.ts'
import { describeError } from '../errors.ts'
import type { Instant } from '../facts.ts'
import { placeOfUser, type Sentence, tongueOf } from '../place.ts'
import type { Outcome } from './outcome.ts'
import { carefulFrom, planAiling, planThrow } from './retry.ts'

interface Thrown {
  readonly error: unknown
  readonly failed?: Outcome['failed'] | undefined
}

/**
 * Writes the attempt down and gives the lease back at once. Where the database cannot be written to, it is owed: see
 * `giveBackOwed`.
 * @throws the error itself where that cannot be written
 */
export async function noteThrow(deps: Deps, task: Task, what: Thrown): Promise<void> {
  try {
    await write(deps, task, what)
  } catch (fault) {
    if (isPassing(fault)) owe(deps.db, () => write(deps, task, what))
    throw what.error
  }
}

async function write(deps: Deps, task: Task, { error, failed }: Thrown): Promise<void> {
  const ailment = ailmentOf(error)
  const plan = ailment ? planAiling : planThrow
  const { next, attempts } = plan(task.attempts, deps.now(), Math.random())
  // A fault of the database itself is its owner's to know only where it does not pass.
  const tells = !ailment || attempts >= carefulFrom
  try {
    await deps.db.transaction(async (tx) => {
      await failTask(tx, task, next, { error: `${tells ? thrown : ailing}${codeOf(error)}`, attempts })
      if (tells) await tell(tx, task, { next, ailment })
      await failed?.(tx, error)
    })
  } catch (fault) {
    if (!(fault instanceof LeaseLost)) throw fault
    return deps.log('lease lost', { kind: task.kind })
  }
  const why = ailment ? { why: ailmentWords[ailment] } : {}
  deps.log('step failed', { kind: task.kind, attempts, ...why, ...describeError(error) })
}

/** What is to be given back as soon as the database takes it. In memory: who dies with it leaves leases to lapse. */
const owed = new WeakMap<Database, (() => Promise<void>)[]>()

function owe(db: Database, giveBack: () => Promise<void>): void {
  const all = acrossUsers(db)
  owed.set(all, [...(owed.get(all) ?? []), giveBack])
}

/** What may have been claimed, by an answer that never came, is owed as well. */
export function oweClaim({ db, now }: Deps, { leaseId }: ClaimUnknown): void {
  owe(db, () => releaseLease(db, leaseId, now()))
}

/**
 * Gives back the leases that could not be given back when their tasks failed, instead of leaving them to lapse. What the
 * database refuses for another reason than then does lapse.
 * @throws what the database says where it still cannot
 */
export async function giveBackOwed({ db, log }: Deps): Promise<void> {
  const all = owed.get(acrossUsers(db)) ?? []
  for (let next = all.shift(); next; next = all.shift())
    try {
      await next()
    } catch (error) {
      if (isPassing(error)) {
        all.unshift(next)
        throw error
      }
      log('giving back failed', describeError(error))
    }
}

/** The database's own code, else the error's name: neither holds data. */
function codeOf(error: unknown): string {
  const { error: name } = describeError(error)
  return sqlState(error) ?? (/^\w{1,40}$/.test(name) ? name : 'unknown')
}

/** A sentence where the owner sees how the task goes. What else can fail is said by `stuckSentences`. */
async function tell(
  tx: Database,
  { kind, subject, userId }: Task,
  { next, ailment }: { readonly next: Instant; readonly ailment: Ailment | null },
): Promise<void> {
  const user = await findUser(tx, userId)
  if (!user) return
  const place = placeOfUser(user)
  const again = `It is tried again on ${shortDateAndTime(next.toZonedDateTimeISO(place.timeZone), place)}.`
  if (kind === 'mail' || kind === 'calendar')
    await changeStream(
      tx,
      { connectionId: subject, kind },
      {
        phase: 'failed',
        error: ailment
          ? `The database of this server could not take what was read. ${again}`
          : `Something in this ${kind === 'mail' ? 'mailbox' : 'calendar'} could not be handled. ${again}`,
      },
    )
  if (kind === 'contacts') {
    const said: Sentence = ailment
      ? {
          en: 'The database of this server could not take what was read.',
          de: 'Die Datenbank dieses Servers konnte nicht aufnehmen, was gelesen wurde.',
        }
      : {
          en: 'Something in this address book could not be handled.',
          de: 'Mit etwas in diesem Adressbuch war nichts anzufangen.',
        }
    const error = said[tongueOf(place)]
    await changeBook(tx, { userId, connectionId: subject }, { error, isOwners: false })
  }
  if (kind === 'coffee') {
    const problem = `Something went wrong here before this was done. ${again}`
    await changeCoffee(tx, { userId, id: subject }, ['queued', 'sending'], { problem })
  }
}
