/** Puts the coffee page together: the form with everything filled in, or what became of a coffee that is under way. */
import { Temporal } from 'temporal-polyfill'
import { breathe } from '../../breathe.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Coffee } from '../../db/coffees.ts'
import { findPerson, type KnownPerson } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { mayBeIntroduced } from '../../letter/introduce.ts'
import { introductionNote } from '../../letter/say/introduce-note.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { newestAddress } from '../../people/newest-address.ts'
import { placeOfUser } from '../../place.ts'
import { firstOffered } from '../../providers/traits.ts'
import { cleanText } from '../../text.ts'
import { choiceWords } from '../../work/coffee/choices.ts'
import { setTable, type Table } from '../../work/coffee/plan.ts'
import { writeCard } from '../../work/letter/write-card.ts'
import { render } from '../frame/layout.tsx'
import { queryOf } from '../frame/path.ts'
import type { Page } from '../frame/session.ts'
import { CoffeeForm } from './form.tsx'
import { offeringNote, readyLinks, restfulNote } from './note.ts'
import { type Choice, choices, timesOf } from './planning.ts'
import { CoffeeState } from './state.tsx'

/** Whom it is about, for whom, and where its forms go. */
export interface Meeting {
  readonly path: string
  readonly user: User
  readonly person: KnownPerson
  /** When the letter left that led here. */
  readonly lettered?: Instant
}

/** What is put into the form instead of what would stand there by itself. */
export interface Given {
  readonly choice?: Choice
  readonly slot?: Instant | null
  readonly times?: readonly Instant[]
  readonly note?: string
  readonly where?: string
  readonly said?: { readonly text: string; readonly problem: boolean }
  readonly status?: 400 | 409 | 429 | 503
}

/** Answers with the page. What was typed before stands where it was. */
export async function show(c: Page, meeting: Meeting, given: Given) {
  const deps = c.get('deps')
  const { user, person, path } = meeting
  const now = deps.now()
  const table = await setTable(deps, user, person)
  const csrf = c.get('csrf')
  const title = `Coffee with ${firstNameOf(person)}`
  const underWay = table.coffee && isUnderWay(table.coffee) ? table.coffee : null
  const wanted = readChoice(queryOf(c, 'how'))
  // A note that asks for nothing has nothing to do with what is planned.
  if (underWay && given.note === undefined && wanted !== 'write' && queryOf(c, 'new') !== '1')
    return render(
      c,
      { title, at: 'people' },
      <CoffeeState coffee={underWay} {...{ path, person, user, csrf, now, means: meansOf(deps, user, table) }} />,
    )
  const kept = wanted || given.note !== undefined || underWay ? null : table.coffee
  const card = await writeCard(deps, user, person, now, wanted === 'write' ? 'write' : undefined)
  await breathe()
  const to = newestAddress(person)
  const where =
    given.where ?? (kept?.how === 'invite' ? null : kept?.place) ?? (table.video ? '' : (table.places[0] ?? ''))
  const whole = { user, person, table, language: card?.opener.language ?? 'en', to, where }
  const asked = wanted === 'write' ? await introduction(c, meeting, whole.language) : undefined
  const note =
    given.note ?? asked ?? kept?.note ?? card?.opener.text ?? `${firstNameOf(person)}, [what made you think of them]`
  return render(
    c,
    { title, at: 'people', ...(given.status ? { status: given.status } : {}) },
    <CoffeeForm
      planning={{
        ...{ path, user, person, to, table, card, now, csrf, note, where },
        undoSeconds: deps.config.UNDO_SECONDS,
        choice: given.choice ?? wanted ?? kept?.how ?? 'note',
        slot: given.slot ?? kept?.startsAt ?? null,
        times: given.times ?? [],
        tails: {
          note: offeringNote({ ...whole, table: { ...table, slots: timesOf(table) } }, ''),
          write: restfulNote(whole, ''),
        },
        ready: readyLinks(whole, note),
        said: given.said ?? (kept ? keptWords(kept, table, meeting) : touched(meeting)),
      }}
    />,
  )
}

/** A note that asks whether they would like to meet somebody else; for whoever may be introduced to nobody there is none. */
async function introduction(c: Page, { user, person }: Meeting, language: string): Promise<string | undefined> {
  const id = queryOf(c, 'introduce')
  const other = id && id !== person.id ? await findPerson(c.get('deps').db, user.id, id) : undefined
  if (!other || !mayBeIntroduced(other) || !mayBeIntroduced(person)) return undefined
  return introductionNote(person, cleanText(other.name, 80), { language, seed: `${person.id}|${other.id}` })
}

const meansOf = ({ config, providers }: Deps, { email }: User, { canInvite, account }: Table) => ({
  canInvite,
  undoSeconds: config.UNDO_SECONDS,
  // Where no account is left that could be asked, any may be connected.
  provider: account && account.provider !== 'file' ? account.provider : firstOffered(providers),
  account: account?.email ?? email,
})

const statesUnderWay = ['chosen', 'queued', 'sending', 'invited', 'accepted', 'offered'] as const
const isUnderWay = ({ state }: Coffee) => statesUnderWay.some((one) => one === state)

/** A coffee that got stuck on its way comes back filled in, with what to do. */
function keptWords(coffee: Coffee, { canInvite }: Table, { user, person }: Meeting): Given['said'] {
  const { state, problem, chosenAt } = coffee
  if (state === 'draft' && chosenAt)
    return {
      text: `${choiceWords(coffee, placeOfUser(user), person)} Nothing has gone out; look it over, or offer other times.`,
      problem: false,
    }
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

/** A way to ask, by its name in the form. */
const readChoice = (text: string | undefined): Choice | undefined => choices.find((choice) => choice === text)
