/** Messages asked for one by one: where one is that left its folder, what one is that was told of in part, or failed before. */
import { ProviderError } from '../../errors.ts'
import type { MailFact, Skipped } from '../../facts.ts'
import { isDue, nextTry } from '../aside.ts'
import type { ListedMessage, ListingChange } from '../listing.ts'
import type { Call } from '../types.ts'
import { readMessages, toListed, toPlaced, unknownForm } from './changes.ts'
import { isOfPart } from './errors.ts'
import { type Found, findMessage } from './lookups.ts'
import type { MessageSurroundings } from './messages.ts'
import type { PositionIn, Single } from './position.ts'

/** As many as fit into a step, even where each answer takes seconds. */
const atOnce = 10
/** Of more than these only the number is known: each costs a request whenever it is tried again. */
const mostRemembered = 200

const notHandedOut = 'a message that Microsoft does not hand out'

/** What came of some of them. */
export interface Answers {
  readonly facts: readonly MailFact[]
  readonly gone: readonly string[]
  readonly listing: readonly ListingChange[]
  readonly skipped: readonly Skipped[]
  /** Those that are left. */
  readonly singles: readonly Single[]
  /** What broke it off; those before it are answered. */
  readonly fault?: ProviderError
}

/** To be asked for at once, and again; those that could not be read, later. */
export function withSingles(
  singles: readonly Single[],
  { ask, failed }: { readonly ask: readonly string[]; readonly failed: readonly string[] },
  { now }: Pick<Call, 'now'>,
): Single[] {
  const known = new Map(singles.map((one) => [one.id, one]))
  for (const id of ask) known.set(id, { id, tries: 0, next: now.toString() })
  for (const id of failed)
    if (id && !known.has(id) && known.size < mostRemembered)
      known.set(id, { id, tries: 1, next: nextTry(1, now).toString() })
  return [...known.values()]
}

/** Those to be asked for before a folder is read on. */
export const freshOf = (singles: readonly Single[]) => singles.filter(({ tries }) => tries === 0)

/** Those to be asked for at the end of a round. */
export const dueOf = (singles: readonly Single[], { now }: Pick<Call, 'now'>) =>
  singles.filter((one) => isDue(one, now))

/**
 * Asks for the first of these messages. One that fails is tried again with the whole step, then stepped over: it waits for
 * a try of its own, and whatever is known of it stays.
 * @throws what is no ProviderError
 */
export async function askSingles(
  { call, origin }: { readonly call: Call; readonly origin: string | undefined },
  cursor: PositionIn<'read'>,
  singles: readonly Single[],
): Promise<Answers> {
  const granted = await call.budget.take(1, Math.min(atOnce, singles.length))
  const now = singles.slice(0, granted)
  const known = new Map((await call.listing.known(now.map(({ id }) => id))).map((one) => [one.id, one]))
  const answers: Answer[] = []
  for (const one of now)
    try {
      const found = await findMessage({ call, origin }, one.id, cursor.subjects)
      answers.push(await read(found, { one, known: known.get(one.id), cursor, call }))
    } catch (error) {
      const mayStep = isOfPart(error, Boolean(call.careful) || one.tries > 0) && error.kind !== 'throttled'
      if (!mayStep && !(error instanceof ProviderError)) throw error
      if (!mayStep) return sum(answers, cursor, { fault: error as ProviderError })
      answers.push(failed(one, known.has(one.id) ? undefined : notHandedOut, call))
    }
  return sum(answers, cursor)
}

interface Answer {
  readonly id: string
  readonly facts?: readonly MailFact[]
  readonly gone?: true
  readonly listing?: readonly ListingChange[]
  readonly reason?: string
  /** Not there: it is settled. */
  readonly again?: Single
}

interface Surroundings {
  readonly one: Single
  readonly known: ListedMessage | undefined
  readonly cursor: PositionIn<'read'>
  readonly call: Call
}

async function read(found: Found | null, { one, known, cursor, call }: Surroundings): Promise<Answer> {
  const { id } = one
  if (!found) return { id, gone: true }
  // It is there, wherever: that is no reason to take away what is known of it.
  if (found.parent === null) return failed(one, known ? undefined : unknownForm, call)
  const folder = cursor.folders.find((each) => each.id === found.parent)
  if (!folder) return { id, gone: true }
  if (known) return { id, listing: [toPlaced(known, folder.id)] }
  const { facts, skipped } = await readMessages([found.item], call, placeOf(cursor, folder))
  if (skipped.length) return failed(one, unknownForm, call)
  return { id, facts, listing: facts.map((fact) => toListed(fact, folder.id)) }
}

/** What the reading of a message depends on, in this folder. */
export const placeOf = (
  { own, places, subjects }: Pick<PositionIn<'read'>, 'own' | 'places' | 'subjects'>,
  { id }: { readonly id: string },
): MessageSurroundings => ({
  own,
  sent: id === places.sentitems,
  inbox: id === places.inbox,
  keepsSent: places.sentitems !== undefined,
  subjects,
})

function failed({ id, tries }: Single, reason: string | undefined, { now }: Call): Answer {
  const again = { id, tries: tries + 1, next: nextTry(tries + 1, now).toString() }
  return reason === undefined ? { id, again } : { id, reason, again }
}

function sum(
  answers: readonly Answer[],
  { singles }: PositionIn<'read'>,
  more: { fault?: ProviderError } = {},
): Answers {
  const settled = new Set(answers.map(({ id }) => id))
  const left = singles.filter(({ id }) => !settled.has(id))
  const again = answers.flatMap((one) => one.again ?? []).slice(0, Math.max(0, mostRemembered - left.length))
  return {
    facts: answers.flatMap(({ facts }) => facts ?? []),
    gone: answers.flatMap(({ id, gone }) => (gone ? id : [])),
    listing: answers.flatMap(({ listing }) => listing ?? []),
    skipped: answers.flatMap(({ id, reason }) => (reason ? { id, reason } : [])),
    singles: [...left, ...again],
    ...more,
  }
}
