/** The page of one person: why or why not now, what lies between the two, and what the owner wants. */
import { Hono } from 'hono'
import type { User } from '../../db/accounts/users.ts'
import { choicesAt } from '../../db/coffees.ts'
import type { Database } from '../../db/database.ts'
import type { NoteRow } from '../../db/decisions.ts'
import { readAroundOne } from '../../db/few/around-one.ts'
import { timeline } from '../../db/history/history.ts'
import { asOf, findPerson, type KnownPerson } from '../../db/people.ts'
import type { IntroductionRow } from '../../db/said/introductions.ts'
import { listDoubtful, listHolding } from '../../db/some-people.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { monthsUpTo } from '../../letter/say/months.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import type { Own } from '../../people/identity/own.ts'
import { alikeAmong } from '../../people/judge/alike.ts'
import { rank } from '../../people/judge/rank.ts'
import { reasonIn } from '../../people/reasons.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { standingWith, waitingWithAny } from '../../work/coffee/choices.ts'
import { readAccounts } from '../../work/letter/sources/accounts.ts'
import { weeksShown, whyNotOf } from '../../work/letter/why-not.ts'
import { type One, readOneAmong } from '../../work/letter/write-card.ts'
import { addressesOf, allHashes } from '../../work/people/decide.ts'
import { findIntroductions } from '../../work/people/introduce.ts'
import { listIntroducing } from '../../work/people/introducing.ts'
import { Choices } from '../coffee/choices.tsx'
import { unknownPerson } from '../frame/asked.ts'
import { askAfter, Behind, isBehind } from '../frame/behind.tsx'
import { readFields } from '../frame/form.ts'
import { Introducings } from '../frame/introducing.tsx'
import { render } from '../frame/layout.tsx'
import { idOf, queryOf } from '../frame/path.ts'
import { type Env, type Page, readForm, requireUser } from '../frame/session.ts'
import { Stamp } from '../frame/stamp.tsx'
import { Strip } from '../frame/strip.tsx'
import type { PersonView } from '../frame/view.ts'
import { nameOf, sinceKnown } from '../frame/words.ts'
import { UtcNote } from '../frame/zone.tsx'
import { matches } from '../people/rows.tsx'
import { Addresses, SamePerson, WhoElse } from './addresses.tsx'
import { isGrave, Remembered, Wishes } from './decisions.tsx'
import { Deleted, Evidence, Notes } from './evidence.tsx'
import { Introductions } from './introduce.tsx'
import { changeNote, noteSchema } from './note.ts'
import { OwnQuestion } from './own-question.tsx'
import { Right } from './right.tsx'
import { Timeline } from './timeline.tsx'
import { mostRead, pageOf, spotOf } from './timeline-page.ts'
import { personWordsFor } from './words.ts'

/**
 * The page of one person.
 * @throws UserError, from its handlers: 404 for somebody unknown
 */
export function personRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/people/:id', askAfter, (c) => show(c, idOf(c, 'id')))
  routes.get('/people/:id/note', (c) => {
    const id = idOf(c, 'id')
    if (!id) throw unknownPerson()
    return c.redirect(`/people/${id}`, 302)
  })
  routes.post('/people/:id/note', async (c) => {
    const deps = c.get('deps')
    const { user, form } = await readForm(c)
    const fields = readFields(form, noteSchema)
    const id = idOf(c, 'id')
    const deleted = await deps.db.transaction(async (tx) => {
      const person = await findPerson(tx, user.id, id)
      if (!person) throw unknownPerson()
      return changeNote(tx, { deps, user, person, fields, at: deps.now() })
    })
    // Nothing is left of it but this page, from which it can be kept again.
    return deleted ? show(c, id, deleted) : c.redirect(`/people/${id}`, 303)
  })
  return routes
}

async function show(c: Page, id: string, deleted?: NoteRow): Promise<Response> {
  const deps = c.get('deps')
  const { db } = deps
  const user = requireUser(c)
  const found = await findPerson(db, user.id, id)
  if (!found) throw unknownPerson()
  if (found.id !== id && !deleted) return c.redirect(`/people/${encodeURIComponent(found.id)}`, 302)
  const now = deps.now()
  const behind = await isBehind(c, user.id)
  const person = asOf(found, now)
  const hashes = await allHashes(deps, addressesOf(person))
  const before = spotOf(queryOf(c, 'before'))
  const addresses = person.addresses.map(({ address }) => address)
  const search = cleanText(queryOf(c, 'same') ?? '', 80)
  const weeks = weeksShown(now, user.timeZone)
  const around = await readAroundOne(db, { userId: user.id, hashes, weeks })
  const { decisions, notes, corrections } = around
  const choices = choicesAt(around.choices, now)
  const accounts = await readAccounts(deps, user, { at: now, known: around })
  const { connections, own, ended, readBackTo } = accounts
  const read = once(() =>
    readOneAmong(deps, user, { person, at: now, accounts, known: { hashes, notes, corrections } }),
  )
  const told = isTold(person)
  const [facts, others] = await Promise.all([
    // What is said of them is made of all that lies between the two: the newest of it is read with it.
    told && !before
      ? newestOf(read)
      : timeline(db, user.id, { addresses, ...(before ? { before } : {}), limit: mostRead }),
    othersOf(db, user.id, { person, search }),
  ])
  const alike = alikeAmong(others.map((one) => asOf(one, now)))
  const place = { ...placeOfUser(user), reaches: accounts.reaches, alike }
  const held = waitingWithAny(
    choices.filter(({ state }) => state === 'chosen'),
    [person, ...alike(person)],
  )
  const standing = standingWith(rank(person, now, readBackTo, place), held, { place, person })
  const view: PersonView = { user, person, standing, now, csrf: c.get('csrf') }
  const still = person.state === 'died'
  const letter = await whyNotOf(deps, user, { person, standing, hashes, others: alike(person), read, known: around })
  const points = told ? await pointsOf(read) : []
  const bothDue = !still && standing.due && alike(person).some((other) => rank(other, now, readBackTo, place).due)
  const { begun, introductions } = before
    ? { begun: [], introductions: [] }
    : await introductionsOf(deps, user, {
        person,
        own,
        at: now,
        read: told ? read : undefined,
        rows: around.introductions,
      })
  const { shown, next } = pageOf(facts, ended)
  const searched = searchedAmong(others, { search, person })
  return render(
    c,
    { title: nameOf(person), at: 'people' },
    <>
      {deleted ? <Deleted view={view} note={deleted} /> : null}
      <Behind is={behind} tongue={tongueOf(placeOfUser(user))} />
      {still ? null : <Choices choices={choices} people={[person]} place={place} />}
      <Head view={view} letter={letter} />
      {bothDue ? (
        <div class="notice" id="both">
          <WhoElse view={view} others={others} />
        </div>
      ) : null}
      <div class="grid two">
        <div>
          <Evidence view={view} still={still} />
          <Right view={view} {...{ points, hashes }} corrections={told ? corrections : []} />
          <Notes view={view} notes={notes} still={still} draft={cleanText(queryOf(c, 'note') ?? '', 1000)} />
          {still ? null : <Introducings view={view} pairs={begun} />}
          <Introductions view={view} found={introductions} />
        </div>
        <Decided view={view} {...{ decisions, others, search, alike: searched, asked: bothDue }} />
      </div>
      <p class="meta">
        <a href={`/people/${person.id}/forget`}>{personWordsFor(user).head.forget(nameOf(person))}</a>
      </p>
      <Timeline view={view} rows={shown} own={own} connections={connections} older={next} first={!before} />
    </>,
  )
}

function searchedAmong(
  others: readonly KnownPerson[],
  { search, person }: { readonly search: string; readonly person: KnownPerson },
): readonly KnownPerson[] {
  return search ? others.filter((other) => other.id !== person.id && matches(other, search)).slice(0, 20) : []
}

type Asking = Parameters<typeof SamePerson>[0]

/** What the owner wants of them, and who they are. */
function Decided({
  decisions,
  ...about
}: Omit<Asking, 'view'> & { readonly view: PersonView } & Pick<Parameters<typeof Wishes>[0], 'decisions'>) {
  const { view } = about
  return view.person.state === 'died' ? (
    <div>
      <Remembered view={view} />
      <Addresses view={view} still={true} />
    </div>
  ) : (
    <div>
      <OwnQuestion view={view} />
      <Wishes view={view} decisions={decisions} />
      <Addresses view={view} still={false} />
      <SamePerson {...about} />
    </div>
  )
}

/** Of whom a letter could say something: nothing of whom nothing cheerful is asked about. */
const isTold = (person: KnownPerson) => person.kind === 'person' && person.state !== 'died' && !isGrave(person)

interface Introduced {
  readonly person: KnownPerson
  readonly own: Own
  readonly at: Instant
  /** Where all that lies between the two is read anyway. */
  readonly read: (() => Promise<One>) | undefined
  readonly rows: readonly IntroductionRow[]
}

/** Those that were begun, and to whom they could be introduced beside. */
async function introductionsOf(deps: Deps, user: User, { read, rows, ...about }: Introduced) {
  const { person } = about
  const begun = await listIntroducing(deps, user, person, rows)
  const settled = begun.flatMap(({ people }) => people.map(({ id }) => id)).filter((id) => id !== person.id)
  const titles = read && titlesOf((await read()).between)
  return { begun, introductions: await findIntroductions(deps.db, user.id, { ...about, settled, titles }) }
}

const newestOf = async (read: () => Promise<One>) => (await read()).between.rows.slice(0, mostRead)

/** What a letter could say of them. */
const pointsOf = async (read: () => Promise<One>) => (await (await read()).told()).all

/** Whom a search finds, and who else they may be. */
function othersOf(
  db: Database,
  userId: string,
  { person, search }: { readonly person: KnownPerson; readonly search: string },
): Promise<readonly KnownPerson[]> | readonly KnownPerson[] {
  if (search) return listAlikeAnd(db, userId, search)
  return person.maybe.length ? listDoubtful(db, userId) : []
}

/** Whoever bears these words in their name or an address, and those who may be somebody else as well; in the order of their ids. */
async function listAlikeAnd(db: Database, userId: string, search: string): Promise<readonly KnownPerson[]> {
  const [found, doubtful] = await Promise.all([
    listHolding(db, userId, (one) => matches(one, search)),
    listDoubtful(db, userId),
  ])
  const all = new Map([...found, ...doubtful].map((one) => [one.id, one]))
  return [...all.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** With whoever talks elsewhere or has died no silence is measured. */
const isMeasured = ({ state }: PersonView['person']) => state !== 'elsewhere' && state !== 'died'

/** Asked for at most once. */
function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined
  return () => {
    made ??= { it: make() }
    return made.it
  }
}

function Head({ view, letter }: { view: PersonView; letter: readonly string[] }) {
  const { person, standing, now, user } = view
  const name = nameOf(person)
  const human = person.kind === 'person'
  const words = personWordsFor(user).head
  return (
    <div class="head">
      <div class="who">
        <Stamp person={person} />
        <div class="grow">
          <h1>{name}</h1>
          {isMeasured(person) ? (
            <p class="meta tight">{sinceKnown(person, standing, { now, ...placeOfUser(user) })}</p>
          ) : null}
        </div>
      </div>
      <UtcNote user={user} />
      <Strip
        name={name}
        contacts={monthsUpTo(person.relationship, { now, timeZone: user.timeZone })}
        now={now}
        place={placeOfUser(user)}
      />
      {person.state === 'died' ? null : (
        <p class="lede">
          {human
            ? (standing.due ? words.whyNow : words.whyNotNow)(cleanText(standing.why, 500))
            : words.noPerson(cleanText(reasonIn(tongueOf(placeOfUser(user)), person.kindReason), 500))}
        </p>
      )}
      {letter.length ? <p>{letter.join(' ')}</p> : null}
      {human && person.state !== 'died' && !isGrave(person) ? (
        <p>
          <a class="btn" href={`/people/${person.id}/coffee`}>
            {words.plan(firstNameOf(person))}
          </a>
        </p>
      ) : null}
    </div>
  )
}

/** Every title between the two; undefined where more lies between them than was read. */
const titlesOf = ({ rows, readBackTo }: One['between']) =>
  readBackTo ? undefined : rows.flatMap(({ title }) => title ?? [])
