/** What the owner decides about someone: stored under every address of theirs, and shown at once. */
import { Hono } from 'hono'
import { Temporal } from 'temporal-polyfill'
import type { Database } from '../db/database.ts'
import { nextMoment } from '../db/decisions.ts'
import { setOutcomes } from '../db/digests.ts'
import { findPerson } from '../db/people.ts'
import type { ItemOutcome } from '../digest/types.ts'
import { UserError } from '../errors.ts'
import type { Instant } from '../facts.ts'
import { type About, addressesOf, allHashes, decide, type Wish } from '../work/people/decide.ts'
import { requestDerive } from '../work/people/derive.ts'
import { type Asked, type Change, textOf } from './asked.ts'
import { merge, split } from './same.ts'
import { type Env, readForm } from './session.ts'

/** The path of each decision, and what it does. */
const verbs: Readonly<Record<string, Change>> = {
  rest,
  elsewhere: wish('elsewhere'),
  'let-go': wish('let_go'),
  keep: wish('keep'),
  close: wish('close'),
  person: wish('person'),
  robot: wish('robot'),
  merge,
  split,
}

export function decisionRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  for (const [verb, change] of Object.entries(verbs))
    routes.post(`/people/:id/${verb}`, async (c) => {
      const deps = c.get('deps')
      const { user, form } = await readForm(c)
      const now = deps.now()
      await deps.db.transaction(async (tx) => {
        const at = await nextMoment(tx, user.id, now)
        const person = await findPerson(tx, user.id, c.req.param('id'))
        if (!person) throw unknownPerson()
        await change(tx, { deps, user, person, form, at })
        await requestDerive(tx, user.id, now)
      })
      deps.wake()
      return c.redirect(
        form.get('back') === 'list' ? '/people#left-out' : `/people/${encodeURIComponent(c.req.param('id'))}`,
        303,
      )
    })
  return routes
}

export const unknownPerson = () =>
  new UserError(404, 'Nobody here has this address. They may have gone with an account you disconnected.')

const aboutOf = ({ deps, user, person, at }: Asked): About => ({
  deps,
  userId: user.id,
  addresses: addressesOf(person),
  person,
  at,
})

function wish(kind: Exclude<Wish['kind'], 'rest'>): Change {
  return (tx, asked) => decideHere(tx, asked, { kind })
}

/** What a decision on a page says of the suggestion in the last letters, as the same button in a letter would. */
const outcomes: Readonly<Partial<Record<Wish['kind'], ItemOutcome>>> = {
  rest: 'not_now',
  close: 'spoken',
  elsewhere: 'elsewhere',
  let_go: 'let_go',
  keep: 'kept',
}
const daysAnswered = 60

async function decideHere(tx: Database, asked: Asked, wish: Wish): Promise<void> {
  const about = aboutOf(asked)
  await decide(tx, about, wish)
  const outcome = outcomes[wish.kind]
  if (!outcome) return
  const { deps, userId, addresses, at } = about
  const addressHashes = await allHashes(deps, addresses)
  await setOutcomes(tx, { userId, addressHashes, since: at.subtract({ hours: 24 * daysAnswered }), outcome })
}

async function rest(tx: Database, asked: Asked): Promise<void> {
  const until = startOfDay(textOf(asked.form, 'until'), asked.at, asked.user.timeZone)
  await decideHere(tx, asked, { kind: 'rest', until })
}

/**
 * The start of the chosen day in the owner's zone; a month from today where none was chosen.
 * @throws UserError 400 for a day that is over or no day
 */
export function startOfDay(chosen: string, at: Instant, timeZone: string): Instant {
  const today = at.toZonedDateTimeISO(timeZone).toPlainDate()
  try {
    const day = chosen ? Temporal.PlainDate.from(chosen) : today.add({ months: 1 })
    const inRange =
      Temporal.PlainDate.compare(day, today) > 0 && Temporal.PlainDate.compare(day, today.add({ years: 20 })) < 0
    if (inRange) return day.toZonedDateTime(timeZone).toInstant()
  } catch {
    // Falls through to the same sentence as a day in the past.
  }
  throw new UserError(400, 'Choose a day that is still to come, such as a month from now. Nothing was changed.')
}
