/** What the owner decides about someone: stored under every address of theirs, and shown at once. */
import { Hono } from 'hono'
import { Temporal } from 'temporal-polyfill'
import type { Database } from '../db/database.ts'
import { addDecisions, addNotes, type DecisionRow, deleteNote, nextMoment } from '../db/decisions.ts'
import { changePerson, findPerson, type PersonChange } from '../db/people.ts'
import { UserError } from '../errors.ts'
import type { Instant } from '../facts.ts'
import { cleanText } from '../text.ts'
import { requestDerive } from '../work/derive.ts'
import { type Asked, allHashes, type Change, hashOf, textOf } from './asked.ts'
import { merge, split } from './same.ts'
import { type Env, readForm } from './session.ts'

/** The path of each decision, and what it does. */
const verbs: Readonly<Record<string, Change>> = {
  note: writeNote,
  rest,
  elsewhere: decideSimply('elsewhere', { state: 'elsewhere', restUntil: null }),
  'let-go': decideSimply('let_go', { state: 'let_go', restUntil: null }),
  keep: decideSimply('keep', { state: 'active', restUntil: null, exclusions: [] }),
  close,
  person: decideSimply('person', { kind: 'person', kindReason: 'you said this is a person' }),
  robot: decideSimply('robot', { kind: 'robot', kindReason: 'you said this is no person' }),
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
        if (verb !== 'note') await requestDerive(tx, user.id, now)
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

function decideSimply(kind: 'elsewhere' | 'let_go' | 'keep' | 'person' | 'robot', change: PersonChange): Change {
  return async (tx, asked) => {
    await decide(tx, asked, { kind })
    await changePerson(tx, asked.user.id, asked.person.id, change)
  }
}

async function rest(tx: Database, asked: Asked): Promise<void> {
  const until = restUntil(asked)
  await decide(tx, asked, { kind: 'rest', until })
  await changePerson(tx, asked.user.id, asked.person.id, { state: 'resting', restUntil: until })
}

/** The start of the chosen day in the owner's zone; a month from today where none was chosen. */
function restUntil({ user, form, at }: Asked): Instant {
  const today = at.toZonedDateTimeISO(user.timeZone).toPlainDate()
  const chosen = textOf(form, 'until')
  try {
    const day = chosen ? Temporal.PlainDate.from(chosen) : today.add({ months: 1 })
    const inRange =
      Temporal.PlainDate.compare(day, today) > 0 && Temporal.PlainDate.compare(day, today.add({ years: 20 })) < 0
    if (inRange) return day.toZonedDateTime(user.timeZone).toInstant()
  } catch {
    // Falls through to the same sentence as a day in the past.
  }
  throw new UserError(400, 'Choose a day that is still to come, such as a month from now. Nothing was changed.')
}

async function close(tx: Database, asked: Asked): Promise<void> {
  await decide(tx, asked, { kind: 'close' })
  const reason = 'You have spoken since; new mail or a meeting brings them back.'
  const exclusions = [
    ...asked.person.exclusions.filter(({ kind }) => kind !== 'closed'),
    { kind: 'closed' as const, reason },
  ]
  await changePerson(tx, asked.user.id, asked.person.id, { exclusions, settled: true })
}

/** Adds a note, or deletes the one with `id` where the text is empty. */
async function writeNote(tx: Database, { deps, user, person, form, at }: Asked): Promise<void> {
  const text = cleanText(textOf(form, 'note'), 1000)
  const id = textOf(form, 'id')
  if (id && !text) {
    const deleted = await deleteNote(tx, user.id, await allHashes(deps, person), id)
    if (!deleted) throw new UserError(404, 'This note is gone already.')
  } else if (text) {
    const hashes = [...(await hashOf(deps, person)).values()]
    await addNotes(
      tx,
      hashes.map((addressHash) => ({ id: crypto.randomUUID(), userId: user.id, addressHash, at, text })),
    )
  } else throw new UserError(400, 'The note was empty, so nothing was kept.')
}

/** One decision, under every address of the person, so that it stays with them whichever of those goes. */
async function decide(
  tx: Database,
  { deps, user, person, at }: Asked,
  decision: Pick<DecisionRow, 'kind'> & { until?: Instant },
) {
  const hashes = [...(await hashOf(deps, person)).values()]
  await addDecisions(
    tx,
    hashes.map((addressHash) => ({
      id: crypto.randomUUID(),
      userId: user.id,
      addressHash,
      kind: decision.kind,
      until: decision.until ?? null,
      withHash: null,
      at,
    })),
  )
}
