/** Does what the form of the coffee page asks for: a note to take along, a file, an invitation, or its undoing. */

import * as z from 'zod'
import { cleanNote, hasBracket } from '../../coffee/note.ts'
import type { How } from '../../coffee/types.ts'
import { findConnection } from '../../db/accounts/connections.ts'
import { endStop, findCoffee, markSeen } from '../../db/coffees.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { sharedLanguage } from '../../letter/say/introduce-note.ts'
import { newestAddress } from '../../people/newest-address.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { firstOffered } from '../../providers/traits.ts'
import { oauthNames } from '../../providers/types.ts'
import { cleanText } from '../../text.ts'
import { doAtOnce } from '../../work/at-once.ts'
import { cancelCoffee, moveCoffee } from '../../work/coffee/change.ts'
import { waitingWith } from '../../work/coffee/choices.ts'
import { offerTimes } from '../../work/coffee/offer.ts'
import { planCoffee, sendNow, undoCoffee } from '../../work/coffee/plan.ts'
import { setTable, type Table } from '../../work/coffee/table.ts'
import { languageWith } from '../../work/letter/write-card.ts'
import { addressesOf, allHashes } from '../../work/people/decide.ts'
import { tellIntroduction } from '../../work/people/introducing.ts'
import { field, readFields } from '../frame/form.ts'
import { render } from '../frame/layout.tsx'
import type { Page } from '../frame/session.ts'
import { type Company, companyOf, namesOf } from './company.ts'
import { linksOf, offeringNote, restfulNote, withTimes } from './note.ts'
import { type Given, type Meeting, show } from './page.tsx'
import { type Choice, choices } from './planning.ts'
import { answerWithFile, Permission, Ready } from './state.tsx'
import { longestWhere } from './where.tsx'
import { coffeeWords, coffeeWordsFor } from './words/words.ts'

/** A form counts the end of a line as two characters, a note as one: `cleanNote` says how long that may be. */
const longestTyped = 8000
/** More times than the page shows. */
const mostTimes = 20

const fieldsSchema = z.object({
  act: field.among(['invite', 'keep', 'file', 'undo', 'now', 'cancel', 'move', 'seen', 'pages']),
  // What comes after that.
  next: field.among(['new']),
  coffee: field.id,
  how: field.among(choices),
  note: field.text(longestTyped),
  where: field.text(longestWhere * 2),
  slot: field.instant,
  times: field.instants(mostTimes),
  with: field.id,
  introduce: field.id,
  after: field.id,
})

/** Does what the form asks for. What cannot be done leads back to the form, with everything that was typed. */
export async function act(c: Page, meeting: Meeting, form: FormData): Promise<Response> {
  const fields = readFields(form, fieldsSchema)
  const { act, coffee: id, how: choice = 'note', times, with: third, introduce, after, ...typed } = fields
  if (act === 'invite' || act === 'keep' || act === 'file') return answer(c, meeting, { act, id })
  if (act) return change(c, meeting, { ...fields, act })
  const note = cleanNote(typed.note)
  const slot = typed.slot ?? null
  const where = cleanText(typed.where, longestWhere)
  const company = await companyOf(c.get('deps'), meeting, { with: third, introduce, after })
  try {
    const isAlone = !company.also && third !== ''
    const answer = await ask(c, meeting, { choice, note, where, slot, times, company, isAlone })
    // Who plans anew has read on this page what became of the old times.
    await markSeen(c.get('deps').db, meeting.user.id, await hashesOf(c, meeting))
    return answer
  } catch (error) {
    return backToForm(c, meeting, { error, typed: { note, where, slot, times, choice, company } })
  }
}

interface Changing {
  readonly act: 'undo' | 'now' | 'cancel' | 'move' | 'seen' | 'pages'
  readonly coffee: string
  readonly slot?: Instant | undefined
  readonly next?: 'new' | undefined
}

/** The buttons of a coffee that is on its way or in the calendar, and of what its guest did. */
async function change(c: Page, meeting: Meeting, { act, coffee: id, slot, next }: Changing): Promise<Response> {
  const deps = c.get('deps')
  const { user, path } = meeting
  if (act === 'undo') {
    const { note, startsAt, how, state } = await undoCoffee(deps, user.id, id)
    const said = { text: coffeeWordsFor(user).form.takenBack, problem: false }
    return state === 'undone' ? show(c, meeting, { note, slot: startsAt, choice: how, said }) : c.redirect(path, 303)
  }
  if (act === 'now') {
    await sendNow(deps, user.id, id)
    // Within this request, so that the page shows what happened.
    await doAtOnce(deps, id)
    return c.redirect(path, 303)
  }
  if (act === 'seen' || act === 'pages') {
    const hashes = await hashesOf(c, meeting)
    await (act === 'seen' ? markSeen : endStop)(deps.db, user.id, hashes)
    return c.redirect(path, 303)
  }
  try {
    if (act === 'cancel') await cancelCoffee(deps, user, id)
    else await moveCoffee(deps, user, id, slot ?? null)
  } catch (error) {
    return backToState(c, meeting, error)
  }
  return c.redirect(next === 'new' ? `${path}?new=1` : path, 303)
}

const hashesOf = (c: Page, { person }: Meeting) => allHashes(c.get('deps'), addressesOf(person))

/** The page of the coffee once more, with what stands in the way of a change. */
function backToState(c: Page, meeting: Meeting, error: unknown): Response | Promise<Response> {
  if (!(error instanceof UserError) || error.status === 403 || error.status === 404 || error.status === 410) throw error
  return show(c, meeting, { said: saidOf(error, meeting), status: error.status })
}

/** The form once more, with what stands in the way and everything that was typed. */
function backToForm(
  c: Page,
  meeting: Meeting,
  { error, typed }: { readonly error: unknown; readonly typed: Given },
): Response | Promise<Response> {
  if (!(error instanceof UserError) || error.status === 403 || error.status === 404 || error.status === 410) throw error
  return show(c, meeting, { ...typed, said: saidOf(error, meeting), status: error.status })
}

const saidOf = (error: UserError, { user }: Meeting): NonNullable<Given['said']> => ({
  text: error.in(tongueOf(placeOfUser(user))),
  problem: true,
})

/** Answers what a guest chose: with the invitation for it as it was offered, or with the file of it. */
async function answer(
  c: Page,
  meeting: Meeting,
  { act, id }: { readonly act: 'invite' | 'keep' | 'file'; readonly id: string },
): Promise<Response> {
  const deps = c.get('deps')
  const { user, person, path } = meeting
  const coffee = await findCoffee(deps.db, user.id, id)
  if (!coffee || !waitingWith([coffee], person))
    throw new UserError(404, { en: 'There is no such coffee here.', de: 'Diesen Kaffee gibt es hier nicht.' })
  if (act === 'file') return answerWithFile(c, coffee)
  const { note, startsAt, how, state, chosenAt, place } = coffee
  // Answered in another window meanwhile: the page shows what became of it.
  if (!chosenAt || (state !== 'chosen' && state !== 'draft')) return c.redirect(path, 303)
  try {
    const asked = { how: act === 'keep' ? 'ics' : how, start: startsAt, note, where: place ?? '' } as const
    const planned = await planCoffee(deps, user, person, asked)
    if (act === 'keep') await doAtOnce(deps, planned.id)
  } catch (error) {
    return backToForm(c, meeting, { error, typed: { note, slot: startsAt, choice: how } })
  }
  return c.redirect(path, 303)
}

interface Asking {
  readonly choice: Choice
  readonly note: string
  readonly where: string
  readonly slot: Instant | null
  readonly times: readonly Instant[]
  readonly company: Company
  /** The form was for two guests, of whom the second may not come. */
  readonly isAlone: boolean
}

/** @throws UserError 409 where a second guest may not come, 400 while a bracket is to be filled */
function checkReady(note: string, isAlone: boolean): void {
  if (isAlone)
    throw new UserError(409, {
      en: 'These two have neither met with you nor agreed to meet, so nothing goes to both.',
      de: 'Die beiden haben dich weder zusammen getroffen noch einem Treffen zugestimmt, also geht nichts an beide.',
    })
  if (hasBracket(note))
    throw new UserError(400, {
      en: 'There is still a [bracket] in the note. Put something of your own in its place; nothing was sent.',
      de: 'In der Nachricht steht noch eine [Klammer]. Setz etwas Eigenes an ihre Stelle; verschickt wurde nichts.',
    })
}

/** @throws UserError with the sentence for the form */
async function ask(
  c: Page,
  meeting: Meeting,
  { choice, note, where, slot, times, company, isAlone }: Asking,
): Promise<Response> {
  const deps = c.get('deps')
  const { user, person, path } = meeting
  const tongue = tongueOf(placeOfUser(user))
  const words = coffeeWords(tongue)
  checkReady(note, isAlone)
  if (!isMail(choice)) {
    const coffee = await planCoffee(deps, user, person, { how: choice, start: slot, note, where, also: company.also })
    if (choice === 'ics' && coffee.state === 'draft') return answerWithFile(c, coffee)
    // Nobody is told by it, so that nothing waits to be undone.
    if (choice === 'ics') await doAtOnce(deps, coffee.id)
    if (coffee.state !== 'draft') return c.redirect(path, 303)
    const { provider, email } =
      (coffee.connectionId && (await findConnection(deps.db, user.id, coffee.connectionId))) || {}
    const known = oauthNames.find((name) => name === provider)
    return render(
      c,
      { title: words.permission.title, at: 'people' },
      <Permission
        coffee={coffee}
        person={person}
        path={path}
        provider={known ?? firstOffered(deps.providers)}
        account={email ?? user.email}
        tongue={tongue}
      />,
    )
  }
  if (!note)
    throw new UserError(400, {
      en: 'The note is empty. Write a line of your own; nothing was sent.',
      de: 'Die Nachricht ist leer. Schreib eine eigene Zeile; verschickt wurde nichts.',
    })
  const { also } = company
  const [free, own, theirs] = await Promise.all([
    setTable(deps, user, person, also),
    languageWith(deps.db, user, person, deps.now()),
    also && languageWith(deps.db, user, also, deps.now()),
  ])
  const language = sharedLanguage(own, theirs ?? own)
  const table = choice === 'write' ? free : withTimes(free, times)
  const whole = { user, person, table, language, to: newestAddress(person), company, where }
  const link = choice === 'note_with_link' ? await guestLink(c, meeting, table, { note, where }) : undefined
  const body = choice === 'write' ? restfulNote(whole, note) : offeringNote(whole, note, link)
  await keepNote(deps, meeting, { choice, note, where, company })
  return render(
    c,
    { title: words.ready.title(namesOf({ person, also }, tongue)), at: 'people' },
    <Ready {...{ person, also, body, path, tongue }} to={whole.to} links={linksOf(whole, body)} />,
  )
}

/** What is known here of a note that was taken along: as it was written, should its owner come back before it is sent. */
async function keepNote(
  deps: Deps,
  meeting: Meeting,
  { choice, note, where, company }: Pick<Asking, 'note' | 'where' | 'company'> & { readonly choice: MailChoice },
): Promise<void> {
  const { user, person } = meeting
  const isForOne = !company.also && !company.introduce
  if (choice !== 'note_with_link' && isForOne)
    await planCoffee(deps, user, person, { how: choice, start: null, note, where })
  if (choice === 'write') await noteIntroduction(deps, meeting, company)
}

/** That a note was taken along is all that is known here of an introduction: whether it left is seen in mail. */
async function noteIntroduction(deps: Deps, { user, person }: Meeting, { introduce, after }: Company): Promise<void> {
  if (introduce) await tellIntroduction(deps, user, { person, other: introduce, act: 'asked' })
  if (after) await tellIntroduction(deps, user, { person, other: after.other, act: 'after' })
}

async function guestLink(
  c: Page,
  { user, person }: Meeting,
  table: Table,
  typed: Pick<Asking, 'note' | 'where'>,
): Promise<string> {
  const deps = c.get('deps')
  const starts = table.slots.map(({ start }) => start)
  const { token } = await offerTimes(deps, user, person, { starts, ...typed })
  return `${deps.config.BASE_URL}/meet/${token}`
}

type MailChoice = Exclude<Choice, Exclude<How, 'note' | 'write'>>

const isMail = (choice: Choice): choice is MailChoice =>
  choice === 'note' || choice === 'write' || choice === 'note_with_link'
