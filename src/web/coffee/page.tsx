/** Puts the coffee page together: the form with everything filled in, or what became of a coffee that is under way. */
import { Temporal } from 'temporal-polyfill'
import { breathe } from '../../breathe.ts'
import { chooseWay, type Way } from '../../coffee/way.ts'
import { noteWords } from '../../coffee/words.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Coffee } from '../../db/coffees.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import {
  askAfterNote,
  introductionNote,
  jointNote,
  sharedLanguage,
  threeNote,
} from '../../letter/say/introduce-note.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { newestAddress } from '../../people/newest-address.ts'
import { placeOfUser, type Tongue, tongueOf } from '../../place.ts'
import { firstOffered } from '../../providers/traits.ts'
import { oauthNames } from '../../providers/types.ts'
import { cleanText } from '../../text.ts'
import { choiceWords } from '../../work/coffee/choices.ts'
import { setTable, type Table } from '../../work/coffee/table.ts'
import { languageWith, writeCard } from '../../work/letter/write-card.ts'
import { Behind, isBehind } from '../frame/behind.tsx'
import { render } from '../frame/layout.tsx'
import { queryOf } from '../frame/path.ts'
import type { Page } from '../frame/session.ts'
import { type Company, companyOf, namesOf } from './company.ts'
import { CoffeeForm } from './form.tsx'
import { isKept, keptNote } from './kept.tsx'
import { News } from './news.tsx'
import { offeringNote, readyLinks, restfulNote } from './note.ts'
import { type Choice, choices, timesOf } from './planning.ts'
import { CoffeeState, isLeavingNow } from './state.tsx'
import { coffeeWordsFor } from './words/words.ts'

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
  /** Who else it is about, as the form had it. */
  readonly company?: Company
  readonly where?: string
  readonly said?: { readonly text: string; readonly problem: boolean }
  readonly status?: 400 | 409 | 429 | 503
}

/** Answers with the page. What was typed before stands where it was. */
export async function show(c: Page, meeting: Meeting, given: Given) {
  const deps = c.get('deps')
  const { user, person, path } = meeting
  const now = deps.now()
  const behind = await isBehind(c, user.id)
  const company = given.company ?? (await companyOf(deps, meeting, idsIn(c)))
  const { also } = company
  const table = await setTable(deps, user, person, also)
  const csrf = c.get('csrf')
  const place = placeOfUser(user)
  const words = coffeeWordsFor(user).form
  const title = words.title(namesOf({ person, also }, tongueOf(place)))
  const underWay = table.coffee && isUnderWay(table.coffee) ? table.coffee : null
  const wanted = readChoice(queryOf(c, 'how'))
  const isNew = queryOf(c, 'new') === '1'
  // A note that asks for nothing has nothing to do with what is planned.
  if (underWay && given.note === undefined && wanted !== 'write' && !also && !isNew)
    return showState(c, meeting, { table, coffee: underWay, given })
  const isFresh = wanted !== undefined || given.note !== undefined || underWay !== null || also !== undefined || isNew
  const kept = isFresh ? null : keptAmong(table, person)
  const way = wayTo(meeting, table, { now, also })
  const choice = given.choice ?? wanted ?? kept?.how ?? way.how
  const card = await writeCard(deps, user, person, now, choice === 'write' ? 'write' : undefined)
  await breathe()
  const to = newestAddress(person)
  const where = given.where ?? whereAt(table, kept)
  const own = card?.opener.language ?? tongueOf(place)
  const language = also ? sharedLanguage(own, await languageWith(deps.db, user, also, now)) : own
  const whole = { user, person, table, language, to, company, where }
  const asked = companyNote(meeting, company, { language, restful: choice === 'write' })
  const note = given.note ?? asked ?? kept?.note ?? card?.opener.text ?? words.emptyNote(firstNameOf(person))
  return render(
    c,
    { title, at: 'people', ...(given.status ? { status: given.status } : {}) },
    <>
      <Behind is={behind} tongue={tongueOf(place)} />
      <News {...{ table, person, path, csrf, place }} />
      <CoffeeForm
        planning={{
          ...{ path, user, person, to, table, card, now, csrf, note, where },
          undoSeconds: deps.config.UNDO_SECONDS,
          choice,
          company,
          why: choice === way.how && !wanted ? way.why : undefined,
          lang: langOf(language, tongueOf(place)),
          wordless: noteWords(whole.language) === undefined,
          slot: given.slot ?? kept?.startsAt ?? null,
          times: given.times ?? [],
          tails: {
            note: offeringNote({ ...whole, table: { ...table, slots: timesOf(table) } }, ''),
            write: restfulNote(whole, ''),
          },
          ready: readyLinks(whole, note),
          said: given.said ?? (kept ? keptWords(kept, table, meeting) : touched(meeting)),
        }}
      />
    </>,
  )
}

/** Of the note, where the page is in another one. */
const langOf = (language: string, tongue: Tongue): string | undefined =>
  language.split('-')[0] === tongue ? undefined : language

interface State {
  readonly table: Table
  readonly coffee: Coffee
  readonly given: Given
}

/** What became of a coffee that is under way. */
async function showState(c: Page, { user, person, path }: Meeting, { table, coffee, given }: State) {
  const deps = c.get('deps')
  const csrf = c.get('csrf')
  const now = deps.now()
  const kept = isKept(coffee) ? await keptNote(deps, { user, person, table }, coffee) : null
  return render(
    c,
    {
      title: coffeeWordsFor(user).form.title(firstNameOf(person)),
      at: 'people',
      ...(given.status ? { status: given.status } : {}),
      ...(isLeavingNow(coffee, now) ? { refresh: 5 } : {}),
    },
    <>
      <Said said={given.said} />
      <News {...{ table, person, path, csrf, place: placeOfUser(user) }} />
      <CoffeeState {...{ kept, coffee, path, person, user, csrf, now, table, means: meansOf(deps, user, table) }} />
    </>,
  )
}

/** What was written and not sent from here. Who has been in touch since needs another note, whatever became of that one. */
function keptAmong({ coffee, leftOff }: Table, { relationship: { lastAt } }: KnownPerson): Coffee | null {
  const kept = coffee ?? leftOff
  const isNote = kept?.state === 'undone' || (kept?.state === 'draft' && !kept.startsAt)
  return isNote && lastAt && Temporal.Instant.compare(lastAt, kept.createdAt) > 0 ? null : kept
}

/** What came of a button, above what there is now. */
function Said({ said }: { said: Given['said'] }) {
  return said ? (
    <p class="notice" role={said.problem ? 'alert' : 'status'}>
      {said.text}
    </p>
  ) : null
}

/** Where the two would meet, as it was kept, or where they met before; by video nowhere. */
function whereAt({ video, places }: Table, kept: Coffee | null): string {
  const before = kept?.how === 'invite' ? null : kept?.place
  return before ?? (video ? '' : (places[0] ?? ''))
}

/** The one way to ask that is chosen for the owner. */
function wayTo(
  { user, person }: Meeting,
  table: Table,
  { now, also }: { readonly now: Instant; readonly also: KnownPerson | undefined },
): Way {
  const guest = (one: KnownPerson, unanswered: Table['unanswered']) => ({
    name: firstNameOf(one),
    tie: one.relationship,
    unanswered,
  })
  return chooseWay({
    guests: [guest(person, table.unanswered), ...(also ? [guest(also, table.alsoUnanswered ?? { count: 0 })] : [])],
    times: table.slots.length > 0,
    checked: table.calendar === 'read',
    tongue: tongueOf(placeOfUser(user)),
    canInvite: table.canInvite,
    video: table.video,
    now,
  })
}

/** What the note says first where it is about somebody else as well; undefined where it is about these two alone. */
function companyNote(
  { user, person }: Meeting,
  { also, joint, introduce, after }: Company,
  { language, restful }: { readonly language: string; readonly restful: boolean },
): string | undefined {
  if (also && joint && restful) return jointNote(person, also, language)
  if (also) return threeNote(person, also, language)
  if (!restful) return undefined
  const saying = { language, seed: `${person.id}|${(introduce ?? after?.other)?.id}` }
  if (introduce) return introductionNote(person, cleanText(introduce.name, 80), saying)
  if (!after) return undefined
  const { month } = after.madeAt.toZonedDateTimeISO(user.timeZone)
  return askAfterNote(person, { other: cleanText(after.other.name, 80), month }, saying)
}

/** As the address of the page has them. */
const idsIn = (c: Page) => ({
  with: queryOf(c, 'with') ?? '',
  introduce: queryOf(c, 'introduce') ?? '',
  after: queryOf(c, 'after') ?? '',
})

const meansOf = ({ config, providers }: Deps, { email }: User, { canInvite, mayInvite, canKeep, account }: Table) => ({
  ...{ canInvite, mayInvite, canKeep },
  undoSeconds: config.UNDO_SECONDS,
  // Where no account is left that could be asked, any may be connected.
  provider: oauthNames.find((name) => name === account?.provider) ?? firstOffered(providers),
  account: account?.email ?? email,
})

const statesUnderWay = ['chosen', 'queued', 'sending', 'invited', 'accepted', 'offered'] as const
const isUnderWay = ({ state }: Coffee) => statesUnderWay.some((one) => one === state)

/** A coffee that got stuck on its way comes back filled in, with what to do. */
function keptWords(coffee: Coffee, { canInvite }: Table, { user, person }: Meeting): Given['said'] {
  const { state, problem, chosenAt } = coffee
  const words = coffeeWordsFor(user).form
  if (state === 'draft' && chosenAt)
    return { text: words.openChoice(choiceWords(coffee, placeOfUser(user), person)), problem: false }
  if (state === 'undone') return { text: words.noteKept, problem: false }
  if (state === 'draft') return { text: canInvite ? words.permissionThere : words.asYouLeftIt, problem: false }
  return problem ? { text: problem, problem: true } : undefined
}

/** Somebody who has been in touch since the letter left needs no reason from it any more. */
function touched({ lettered, user, person }: Meeting): Given['said'] {
  const { lastAt } = person.relationship
  if (!lettered || !lastAt || Temporal.Instant.compare(lastAt, lettered) <= 0) return undefined
  return { text: coffeeWordsFor(user).form.inTouchSince, problem: false }
}

/** A way to ask, by its name in the form. */
const readChoice = (text: string | undefined): Choice | undefined => choices.find((choice) => choice === text)
