/** Planning a coffee: behind the letter's button, and for anyone from the people page. */
import { Hono } from 'hono'
import { Temporal } from 'temporal-polyfill'
import { hasBracket } from '../coffee/note.ts'
import type { How } from '../coffee/types.ts'
import type { User } from '../db/accounts.ts'
import type { Coffee } from '../db/coffees.ts'
import { asOf, findPerson, findPersonByAddress, type KnownPerson } from '../db/people.ts'
import { UserError } from '../errors.ts'
import type { Instant } from '../facts.ts'
import { normalise } from '../text.ts'
import { planCoffee, sendNow, setTable, type Table, undoCoffee } from '../work/coffee.ts'
import { findLink, type OpenLink } from '../work/links.ts'
import { offerTimes } from '../work/offer.ts'
import { writeCard } from '../work/write.ts'
import { newestAddress } from '../work/write-card.ts'
import { textOf } from './asked.ts'
import { type Choice, CoffeeForm, choices } from './coffee-form.tsx'
import { linksOf, offeringNote, readyLinks, restfulNote, typedNote } from './coffee-note.ts'
import { answerWithFile, CoffeeState, Permission, Ready } from './coffee-state.tsx'
import { unknownPerson } from './decide.ts'
import { render } from './layout.tsx'
import { renderRested } from './rested.tsx'
import { type Env, type Page, readForm, requireUser } from './session.ts'
import { firstName } from './words.ts'

export function coffeeRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/people/:id/coffee', async (c) => {
    const user = requireUser(c)
    const id = c.req.param('id')
    const person = await findPerson(c.get('deps').db, user.id, id)
    if (!person) throw unknownPerson()
    if (person.id !== id) return c.redirect(`/people/${encodeURIComponent(person.id)}/coffee`, 302)
    return show(c, toMeet(c, user, person), {})
  })
  routes.post('/people/:id/coffee', async (c) => {
    const { user, form } = await readForm(c)
    const person = await findPerson(c.get('deps').db, user.id, c.req.param('id'))
    if (!person) throw unknownPerson()
    return act(c, toMeet(c, user, person), form)
  })
  routes.get('/coffee/:token', async (c) => {
    const link = await findLink(c.get('deps'), c.req.param('token'), ['coffee'])
    if (!link) return renderRested(c)
    return c.get('user')?.id === link.user.id ? show(c, await meeting(c, link), {}) : showOwner(c, link, 200)
  })
  routes.post('/coffee/:token', async (c) => {
    const link = await findLink(c.get('deps'), c.req.param('token'), ['coffee'])
    if (!link) return renderRested(c)
    if (c.get('user')?.id !== link.user.id) return showOwner(c, link, 403)
    const { form } = await readForm(c)
    return act(c, await meeting(c, link), form)
  })
  return routes
}

/** Whom it is about, for whom, and where its forms go. */
interface Meeting {
  readonly path: string
  readonly user: User
  readonly person: KnownPerson
  /** When the letter left that led here. */
  readonly lettered?: Instant
}

function toMeet(c: Page, user: User, person: KnownPerson): Meeting {
  if (person.kind !== 'person')
    throw new UserError(409, 'This address is not taken for a person. Say so on its page first, then plan a coffee.')
  return { path: c.req.path, user, person: asOf(person, c.get('deps').now()) }
}

async function meeting(c: Page, { row, user }: OpenLink): Promise<Meeting> {
  const person = await findPersonByAddress(c.get('deps').db, user.id, normalise(row.address ?? ''))
  if (!person) throw unknownPerson()
  return { ...toMeet(c, user, person), lettered: row.createdAt }
}

/** To whoever has the link but not the owner's session: whose it is, whom it is about, and the way in. */
async function showOwner(c: Page, { row, user }: OpenLink, status: 200 | 403) {
  const { db, providers } = c.get('deps')
  const person = await findPersonByAddress(db, user.id, normalise(row.address ?? ''))
  const owner = firstName({ name: user.name, address: user.email })
  return render(
    c,
    { title: 'A coffee', status },
    <div class="message">
      <h1>A coffee</h1>
      <p class="lede">
        This link belongs to {owner}’s letter{person ? `, about ${firstName(person)}` : ''}. Sign in to see free times.
      </p>
      <p class="cta">
        {[...providers.values()].map((provider) => (
          <a class="btn" href={`/signin/${provider.name}?to=${encodeURIComponent(c.req.path)}`}>
            {providers.size > 1 ? `Sign in with ${provider.label}` : 'Sign in'}
          </a>
        ))}
      </p>
    </div>,
  )
}

/** What is put into the form instead of what would stand there by itself. */
interface Given {
  readonly table?: Table
  readonly choice?: Choice
  readonly slot?: Instant | null
  readonly note?: string
  readonly said?: { readonly text: string; readonly problem: boolean }
  readonly status?: 400 | 409 | 429 | 503
}

async function show(c: Page, meeting: Meeting, given: Given) {
  const deps = c.get('deps')
  const { user, person, path } = meeting
  const now = deps.now()
  const table = given.table ?? (await setTable(deps, user, person))
  const csrf = c.get('csrf')
  const title = `Coffee with ${firstName(person)}`
  if (isUnderWay(table.coffee) && given.note === undefined && c.req.query('new') !== '1')
    return render(
      c,
      { title, at: 'people' },
      <CoffeeState coffee={table.coffee} {...{ path, person, user, csrf, now }} />,
    )
  const wanted = readChoice(c.req.query('how'))
  const kept = wanted || given.note !== undefined ? null : table.coffee
  const card = await writeCard(deps, user, person, now, wanted === 'write' ? 'write' : undefined)
  const to = card?.address ?? newestAddress(person)
  const whole = { user, person, table, language: card?.opener.language ?? 'en', to }
  const note = given.note ?? kept?.note ?? card?.opener.text ?? `${firstName(person)}, [what made you think of them]`
  return render(
    c,
    { title, at: 'people', ...(given.status ? { status: given.status } : {}) },
    <CoffeeForm
      planning={{
        ...{ path, user, person, to, table, card, now, csrf, note },
        undoSeconds: deps.config.UNDO_SECONDS,
        choice: given.choice ?? wanted ?? kept?.how ?? 'note',
        slot: given.slot ?? kept?.startsAt ?? null,
        tails: { note: offeringNote(whole, ''), write: restfulNote(whole, '') },
        ready: readyLinks(whole, note),
        said: given.said ?? (kept ? keptWords(kept, table) : touched(meeting)),
      }}
    />,
  )
}

const underWay = ['queued', 'sending', 'invited', 'accepted', 'offered'] as const
const isUnderWay = (coffee: Coffee | null): coffee is Coffee =>
  coffee !== null && underWay.some((state) => state === coffee.state)

/** A coffee that got stuck on its way comes back filled in, with what to do. */
function keptWords({ state, problem }: Coffee, { canInvite }: Table): Given['said'] {
  if (state === 'draft')
    return {
      text: canInvite
        ? 'The permission is there now, and everything is as you left it. Look it over and press once more.'
        : 'Everything is as you left it. Nothing was sent.',
      problem: false,
    }
  return problem ? { text: problem, problem: true } : undefined
}

/** Somebody who has been in touch since the letter left needs no reason from it any more. */
function touched({ lettered, person }: Meeting): Given['said'] {
  const { lastAt } = person.relationship
  if (!lettered || !lastAt || Temporal.Instant.compare(lastAt, lettered) <= 0) return undefined
  return {
    text: 'You two have been in touch since this letter left. A coffee is a good idea all the same.',
    problem: false,
  }
}

/** Does what the form asks for. What cannot be done leads back to the form, with everything that was typed. */
async function act(c: Page, meeting: Meeting, form: FormData): Promise<Response> {
  const deps = c.get('deps')
  const { user, person, path } = meeting
  const act = textOf(form, 'act')
  if (act === 'undo' || act === 'now') {
    const id = textOf(form, 'coffee')
    if (act === 'now') await sendNow(deps, user.id, id)
    else {
      const { note, startsAt, how } = await undoCoffee(deps, user.id, id)
      const said = { text: 'Taken back. Nothing was sent, and your note is kept here.', problem: false }
      return show(c, meeting, { note, slot: startsAt, choice: how, said })
    }
    return c.redirect(path, 303)
  }
  const choice = readChoice(textOf(form, 'how')) ?? 'note'
  const note = typedNote(form)
  const slot = readInstant(textOf(form, 'slot'))
  try {
    return await ask(c, meeting, { choice, note, slot })
  } catch (error) {
    if (!(error instanceof UserError) || error.status === 403 || error.status === 404 || error.status === 410)
      throw error
    const said = { text: error.message, problem: true }
    return show(c, { ...meeting, person }, { note, slot, choice, said, status: error.status })
  }
}

interface Asking {
  readonly choice: Choice
  readonly note: string
  readonly slot: Instant | null
}

/** @throws UserError with the sentence for the form */
async function ask(c: Page, meeting: Meeting, { choice, note, slot }: Asking): Promise<Response> {
  const deps = c.get('deps')
  const { user, person, path } = meeting
  if (hasBracket(note))
    throw new UserError(
      400,
      'There is still a [bracket] in the note. Put something of your own in its place; nothing was sent.',
    )
  if (!isMail(choice)) {
    const coffee = await planCoffee(deps, user, person, { how: choice, start: slot, note })
    if (choice === 'ics') return answerWithFile(c, coffee)
    if (coffee.state !== 'draft') return c.redirect(path, 303)
    return render(
      c,
      { title: 'One permission is missing', at: 'people' },
      <Permission coffee={coffee} person={person} path={path} />,
    )
  }
  if (!note) throw new UserError(400, 'The note is empty. Write a line of your own; nothing was sent.')
  const [table, card] = await Promise.all([setTable(deps, user, person), writeCard(deps, user, person, deps.now())])
  const whole = {
    user,
    person,
    table,
    language: card?.opener.language ?? 'en',
    to: card?.address ?? newestAddress(person),
  }
  const body =
    choice === 'write'
      ? restfulNote(whole, note)
      : choice === 'note'
        ? offeringNote(whole, note)
        : offeringNote(whole, note, await guestLink(c, meeting, table, note))
  return render(
    c,
    { title: `Your note to ${firstName(person)}`, at: 'people' },
    <Ready person={person} to={whole.to} body={body} links={linksOf(whole, body)} path={path} />,
  )
}

async function guestLink(c: Page, { user, person }: Meeting, table: Table, note: string): Promise<string> {
  const deps = c.get('deps')
  const starts = table.slots.map(({ start }) => start)
  const { token } = await offerTimes(deps, user, person, { starts, note })
  return `${deps.config.BASE_URL}/meet/${token}`
}

const isMail = (choice: Choice): choice is Exclude<Choice, Exclude<How, 'note' | 'write'>> =>
  choice === 'note' || choice === 'write' || choice === 'note_with_link'

const readChoice = (text: string | undefined): Choice | undefined => choices.find((choice) => choice === text)

function readInstant(text: string): Instant | null {
  try {
    return text ? Temporal.Instant.from(text) : null
  } catch {
    return null
  }
}
