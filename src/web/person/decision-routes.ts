/** What the owner decides about someone: stored under every address of theirs, and shown at once. */
import { Hono } from 'hono'
import * as z from 'zod'
import type { Database } from '../../db/database.ts'
import { nextMoment } from '../../db/decisions.ts'
import { setOutcomes } from '../../db/digests.ts'
import { findPerson } from '../../db/people.ts'
import type { ItemOutcome } from '../../letter/types.ts'
import { hoursOf, policy } from '../../policy.ts'
import { type About, addressesOf, allHashes, decide, type Wish } from '../../work/people/decide.ts'
import { merge, split } from '../../work/people/merge.ts'
import { requestDerive } from '../../work/request.ts'
import { type Asked, startOfDay, unknownPerson } from '../frame/asked.ts'
import { field, readFields } from '../frame/form.ts'
import { idOf } from '../frame/path.ts'
import { type Env, readForm } from '../frame/session.ts'

/** What the buttons send: a day, or who else it is about by id or address; and the page to go back to. */
const fieldsSchema = z.object({ until: field.day, with: field.word, back: field.among(['list']) })
type Fields = z.output<typeof fieldsSchema>
/** Does what a form asks for, inside one transaction. @throws UserError */
type Change = (tx: Database, asked: Asked<Fields>) => Promise<void>

/** The path of each decision, and what it does. */
const verbs: Readonly<Record<string, Change>> = {
  rest,
  elsewhere: wish('elsewhere'),
  'let-go': wish('let_go'),
  keep: wish('keep'),
  close: wish('close'),
  person: wish('person'),
  robot: wish('robot'),
  merge: (tx, asked) => merge(tx, { ...asked, other: asked.fields.with }),
  split: (tx, asked) => split(tx, { ...asked, other: asked.fields.with }),
}

/**
 * The buttons on the page of a person.
 * @throws UserError, from its handlers: 404 for somebody unknown, and whatever the decision throws
 */
export function decisionRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  for (const [verb, change] of Object.entries(verbs))
    routes.post(`/people/:id/${verb}`, async (c) => {
      const deps = c.get('deps')
      const { user, form } = await readForm(c)
      const fields = readFields(form, fieldsSchema)
      const id = idOf(c, 'id')
      const now = deps.now()
      await deps.db.transaction(async (tx) => {
        const at = await nextMoment(tx, user.id, now)
        const person = await findPerson(tx, user.id, id)
        if (!person) throw unknownPerson()
        await change(tx, { deps, user, person, fields, at })
        await requestDerive(tx, user.id, now)
      })
      deps.wake()
      return c.redirect(fields.back === 'list' ? '/people#left-out' : `/people/${id}`, 303)
    })
  return routes
}

const aboutOf = ({ deps, user, person, at }: Asked<Fields>): About => ({
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

async function decideHere(tx: Database, asked: Asked<Fields>, wish: Wish): Promise<void> {
  const about = aboutOf(asked)
  await decide(tx, about, wish)
  const outcome = outcomes[wish.kind]
  if (!outcome) return
  const { deps, userId, addresses, at } = about
  const addressHashes = await allHashes(deps, addresses)
  await setOutcomes(tx, { userId, addressHashes, since: at.subtract({ hours: hoursOf(policy.answerLink) }), outcome })
}

async function rest(tx: Database, asked: Asked<Fields>): Promise<void> {
  const until = startOfDay(asked.fields.until, asked.at, asked.user.timeZone)
  await decideHere(tx, asked, { kind: 'rest', until })
}
