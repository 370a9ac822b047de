/** What the owner decides about someone: stored under every address of theirs, and shown at once. */
import { Hono } from 'hono'
import { Temporal } from 'temporal-polyfill'
import type { User } from '../db/accounts.ts'
import type { Database } from '../db/database.ts'
import { addDecisions, addNotes, type DecisionRow, deleteNote, listDecisions } from '../db/decisions.ts'
import {
  changePerson,
  findPerson,
  findPersonByAddress,
  joinPeople,
  type KnownPerson,
  type PersonChange,
  removeAddresses,
} from '../db/people.ts'
import type { Deps } from '../deps.ts'
import { UserError } from '../errors.ts'
import type { Instant } from '../facts.ts'
import { normalise } from '../people/address.ts'
import { cleanText } from '../text.ts'
import { requestDerive } from '../work/derive.ts'
import { type Env, readForm } from './session.ts'

interface Asked {
  readonly deps: Deps
  readonly user: User
  readonly person: KnownPerson
  readonly form: FormData
  readonly at: Instant
}
type Change = (tx: Database, asked: Asked) => Promise<void>

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
      const at = deps.now()
      await deps.db.transaction(async (tx) => {
        const person = await findPerson(tx, user.id, c.req.param('id'))
        if (!person) throw unknownPerson()
        await change(tx, { deps, user, person, form, at })
        if (verb !== 'note') await requestDerive(tx, user.id, at)
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
  const text = cleanText(textOf(form, 'text'), 1000)
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

/** Both are one human from now on: every pair of their addresses is noted, so that an earlier "not the same" is undone. */
async function merge(tx: Database, asked: Asked): Promise<void> {
  const { deps, user, person, at } = asked
  const other = await findOther(tx, asked)
  if (!other || other.id === person.id)
    throw new UserError(409, 'Choose somebody else to join them with. Nothing was changed.')
  await addDecisions(
    tx,
    await pairs(deps, { kind: 'merge', user, at, one: addressesOf(person), other: addressesOf(other) }),
  )
  const [into, from] = isOlder(other, person) ? [other, person] : [person, other]
  await joinPeople(tx, user.id, into, from, 'you said this is the same person')
}

/** An address of theirs is somebody else's, or somebody alike is somebody else. */
async function split(tx: Database, asked: Asked): Promise<void> {
  const { deps, user, person, at } = asked
  const address = normalise(textOf(asked.form, 'with'))
  if (!addressesOf(person).includes(address)) {
    const other = await findOther(tx, asked)
    const theirs = other ? addressesOf(other) : [address]
    if (!address || other?.id === person.id)
      throw new UserError(409, 'Choose one of several addresses to take off. Nothing was changed.')
    await addDecisions(tx, await pairs(deps, { kind: 'split', user, at, one: addressesOf(person), other: theirs }))
    return removeAddresses(tx, user.id, person, new Set(theirs))
  }
  const side = (await joinedWith(tx, asked, address)) ?? new Set([address])
  const rest = addressesOf(person).filter((one) => !side.has(one))
  if (!rest.length) throw new UserError(409, 'This is their only address. Nothing was changed.')
  await addDecisions(tx, await pairs(deps, { kind: 'split', user, at, one: rest, other: [...side] }))
  await removeAddresses(tx, user.id, person, side.has(person.address) ? new Set(rest) : side)
}

/** The addresses that came to the person in the same merge by the owner as this one: taking that merge back takes them all. */
async function joinedWith(
  tx: Database,
  { deps, user, person }: Asked,
  address: string,
): Promise<Set<string> | undefined> {
  const signatures = await Promise.all(
    addressesOf(person).map(async (one) => [one, await deps.seal.signatures(one, 'address')] as const),
  )
  const merges = (
    await listDecisions(
      tx,
      user.id,
      signatures.flatMap(([, all]) => all),
    )
  ).filter(({ kind }) => kind === 'merge')
  const has = (hash: string | null, one: string) =>
    signatures.some(([known, all]) => known === one && all.includes(hash ?? ''))
  const last = merges.find(({ addressHash, withHash }) => has(addressHash, address) || has(withHash, address))
  if (!last) return undefined
  const group = merges.filter(({ at }) => at.epochMilliseconds === last.at.epochMilliseconds)
  const column = has(last.withHash, address) ? 'withHash' : 'addressHash'
  return new Set(addressesOf(person).filter((one) => group.some((row) => has(row[column], one))))
}

async function findOther(tx: Database, { user, form }: Asked): Promise<KnownPerson | undefined> {
  const wanted = textOf(form, 'with')
  if (!wanted) throw new UserError(400, 'Choose who it is about. Nothing was changed.')
  return (await findPerson(tx, user.id, wanted)) ?? findPersonByAddress(tx, user.id, normalise(wanted))
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

interface Pairs {
  readonly kind: 'merge' | 'split'
  readonly user: User
  readonly at: Instant
  readonly one: readonly string[]
  readonly other: readonly string[]
}

async function pairs(deps: Deps, { kind, user, at, one, other }: Pairs): Promise<DecisionRow[]> {
  const sign = (address: string) => deps.seal.sign(address, 'address')
  const [ones, others] = await Promise.all([Promise.all(one.map(sign)), Promise.all(other.map(sign))])
  return ones.flatMap((addressHash) =>
    others.map((withHash) => ({
      id: crypto.randomUUID(),
      userId: user.id,
      addressHash,
      kind,
      until: null,
      withHash,
      at,
    })),
  )
}

const addressesOf = (person: KnownPerson) => person.addresses.map(({ address }) => normalise(address))

/** The HMAC of each address, as new rows carry it. */
async function hashOf(deps: Deps, person: KnownPerson): Promise<Map<string, string>> {
  const hashes = addressesOf(person).map(
    async (address) => [address, await deps.seal.sign(address, 'address')] as const,
  )
  return new Map(await Promise.all(hashes))
}

/** The HMACs of all addresses under every key: what older rows may carry. */
export async function allHashes(deps: Deps, person: KnownPerson): Promise<string[]> {
  return (await Promise.all(addressesOf(person).map((address) => deps.seal.signatures(address, 'address')))).flat()
}

function isOlder(one: KnownPerson, other: KnownPerson): boolean {
  const first = (person: KnownPerson) => Math.min(...person.addresses.map(({ firstAt }) => firstAt.epochMilliseconds))
  return first(one) < first(other)
}

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
