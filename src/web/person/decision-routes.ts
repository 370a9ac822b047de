/** What the owner decides about someone: stored under every address of theirs, and shown at once. */
import { Hono } from 'hono'
import * as z from 'zod'
import type { Database } from '../../db/database.ts'
import { deleteDecisions, nextMoment } from '../../db/decisions.ts'
import { setOutcomes } from '../../db/digests.ts'
import { findPerson } from '../../db/people.ts'
import { letLead } from '../../db/said/corrections.ts'
import { UserError } from '../../errors.ts'
import { pointKinds } from '../../letter/say/points.ts'
import type { ItemOutcome } from '../../letter/types.ts'
import { hoursOf, policy } from '../../policy.ts'
import { sayNotRight, sayRight } from '../../work/letter/correct.ts'
import { unadd } from '../../work/people/add.ts'
import { type About, addressesOf, allHashes, decide, restore, type Wish } from '../../work/people/decide.ts'
import { keepClose, releaseClose, takeDeathBack } from '../../work/people/keep-close.ts'
import { merge, split } from '../../work/people/merge.ts'
import { requestDerive } from '../../work/request.ts'
import { type Asked, startOfDay, unknownPerson } from '../frame/asked.ts'
import { field, readFields } from '../frame/form.ts'
import { idOf } from '../frame/path.ts'
import { type Env, readForm } from '../frame/session.ts'

/** What the buttons send: a day, or who else it is about by id or address; and the page to go back to. */
const undoable = ['let_go', 'elsewhere', 'keep', 'person', 'robot', 'rest', 'close', 'split'] as const
const fieldsSchema = z.object({
  until: field.day,
  with: field.word,
  back: field.among(['list']),
  act: field.among(['undo', 'lead']),
  about: field.among([...pointKinds, 'why']),
  kind: field.among(undoable),
  at: field.instant,
})
type Fields = z.output<typeof fieldsSchema>
/** Does what a form asks for, inside one transaction. Hands back a path where the person's page is gone. @throws UserError */
type Change = (tx: Database, asked: Asked<Fields>) => Promise<string | undefined> | Promise<void>

const chooseWhat = () =>
  new UserError(400, {
    en: 'Choose what is not right. Nothing was changed.',
    de: 'Such aus, was nicht stimmt. Geändert wurde nichts.',
  })

/** The path of each decision, and what it does. */
const verbs: Readonly<Record<string, Change>> = {
  rest,
  elsewhere: wish('elsewhere'),
  'let-go': wish('let_go'),
  keep: wish('keep'),
  close: wish('close'),
  'keep-close': (tx, asked) => (asked.fields.act ? releaseClose : keepClose)(tx, aboutOf(asked)),
  died: (tx, asked) =>
    asked.fields.act ? takeDeathBack(tx, aboutOf(asked)) : decide(tx, aboutOf(asked), { kind: 'died' }),
  'not-right': notRight,
  right,
  undo,
  'not-added': notAdded,
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
      const away = await deps.db.transaction(async (tx) => {
        const at = await nextMoment(tx, user.id, now)
        const person = await findPerson(tx, user.id, id)
        if (!person) throw unknownPerson()
        const left = await change(tx, { deps, user, person, fields, at })
        await requestDerive(tx, user.id, now)
        return left
      })
      deps.wake()
      return c.redirect(away ?? (fields.back === 'list' ? '/people#left-out' : `/people/${id}`), 303)
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

/** A point is said no more; why somebody is due or is not is turned round by the decision that says so. */
async function notRight(tx: Database, asked: Asked<Fields>): Promise<void> {
  const { about } = asked.fields
  if (!about) throw chooseWhat()
  if (about !== 'why') return sayNotRight(tx, { ...aboutOf(asked), user: asked.user, kind: about })
  const { kind } = asked.fields
  const said = kind === 'keep' || kind === 'close' ? kind : undefined
  await decide(tx, aboutOf(asked), { kind: said ?? (asked.person.exclusions.length ? 'keep' : 'close') })
}

async function right(tx: Database, asked: Asked<Fields>): Promise<void> {
  const { about, act } = asked.fields
  if (!about || about === 'why') throw chooseWhat()
  await (act === 'lead' ? letLead(tx, asked.user.id, about) : sayRight(tx, aboutOf(asked), about))
}

/** Takes one decision back, as if it had not been made. */
async function undo(tx: Database, asked: Asked<Fields>): Promise<void> {
  const { kind, at } = asked.fields
  if (!kind || !at) throw chooseWhat()
  const about = aboutOf(asked)
  await deleteDecisions(tx, about.userId, { hashes: await allHashes(asked.deps, about.addresses), kind, at })
  await restore(tx, about)
}

async function notAdded(tx: Database, { user, person }: Asked<Fields>): Promise<string | undefined> {
  return (await unadd(tx, user, person)) ? undefined : '/people'
}
