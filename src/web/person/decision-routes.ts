/** What the owner decides about someone: stored under every address of theirs, and shown at once. */
import { Hono } from 'hono'
import type { Database } from '../../db/database.ts'
import { nextMoment } from '../../db/decisions.ts'
import { setOutcomes } from '../../db/digests.ts'
import { findPerson } from '../../db/people.ts'
import type { ItemOutcome } from '../../letter/types.ts'
import { hoursOf, policy } from '../../policy.ts'
import { type About, addressesOf, allHashes, decide, type Wish } from '../../work/people/decide.ts'
import { merge, split } from '../../work/people/merge.ts'
import { requestDerive } from '../../work/request.ts'
import { type Asked, type Change, startOfDay, textOf, unknownPerson } from '../frame/form.ts'
import { type Env, readForm } from '../frame/session.ts'

/** The path of each decision, and what it does. */
const verbs: Readonly<Record<string, Change>> = {
  rest,
  elsewhere: wish('elsewhere'),
  'let-go': wish('let_go'),
  keep: wish('keep'),
  close: wish('close'),
  person: wish('person'),
  robot: wish('robot'),
  merge: (tx, asked) => merge(tx, { ...asked, other: textOf(asked.form, 'with') }),
  split: (tx, asked) => split(tx, { ...asked, other: textOf(asked.form, 'with') }),
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

async function decideHere(tx: Database, asked: Asked, wish: Wish): Promise<void> {
  const about = aboutOf(asked)
  await decide(tx, about, wish)
  const outcome = outcomes[wish.kind]
  if (!outcome) return
  const { deps, userId, addresses, at } = about
  const addressHashes = await allHashes(deps, addresses)
  await setOutcomes(tx, { userId, addressHashes, since: at.subtract({ hours: hoursOf(policy.answerLink) }), outcome })
}

async function rest(tx: Database, asked: Asked): Promise<void> {
  const until = startOfDay(textOf(asked.form, 'until'), asked.at, asked.user.timeZone)
  await decideHere(tx, asked, { kind: 'rest', until })
}
