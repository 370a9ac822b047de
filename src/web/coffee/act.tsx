/** Does what the form of the coffee page asks for: a note to take along, a file, an invitation, or its undoing. */
import * as z from 'zod'
import { cleanNote, hasBracket } from '../../coffee/note.ts'
import type { How } from '../../coffee/types.ts'
import { findConnection } from '../../db/accounts/connections.ts'
import { findCoffee } from '../../db/coffees.ts'
import { UserError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { newestAddress } from '../../people/newest-address.ts'
import { firstOffered } from '../../providers/traits.ts'
import { cleanText } from '../../text.ts'
import { waitingWith } from '../../work/coffee/choices.ts'
import { offerTimes } from '../../work/coffee/offer.ts'
import { planCoffee, sendNow, setTable, type Table, undoCoffee } from '../../work/coffee/plan.ts'
import { languageWith } from '../../work/letter/write-card.ts'
import { field, readFields } from '../frame/form.ts'
import { render } from '../frame/layout.tsx'
import type { Page } from '../frame/session.ts'
import { linksOf, offeringNote, restfulNote, withTimes } from './note.ts'
import { type Given, type Meeting, show } from './page.tsx'
import { type Choice, choices } from './planning.ts'
import { answerWithFile, Permission, Ready } from './state.tsx'
import { longestWhere } from './where.tsx'

/** A form counts the end of a line as two characters, a note as one: `cleanNote` says how long that may be. */
const longestTyped = 8000
/** More times than the page shows. */
const mostTimes = 20

const fieldsSchema = z.object({
  act: field.among(['invite', 'file', 'undo', 'now']),
  coffee: field.id,
  how: field.among(choices),
  note: field.text(longestTyped),
  where: field.text(longestWhere * 2),
  slot: field.instant,
  times: field.instants(mostTimes),
})

/** Does what the form asks for. What cannot be done leads back to the form, with everything that was typed. */
export async function act(c: Page, meeting: Meeting, form: FormData): Promise<Response> {
  const deps = c.get('deps')
  const { user, path } = meeting
  const { act, coffee: id, how: choice = 'note', times, ...typed } = readFields(form, fieldsSchema)
  if (act === 'invite' || act === 'file') return answer(c, meeting, { act, id })
  if (act === 'undo' || act === 'now') {
    if (act === 'now') await sendNow(deps, user.id, id)
    else {
      const { note, startsAt, how, state } = await undoCoffee(deps, user.id, id)
      const said = { text: 'Taken back. Nothing was sent, and your note is kept here.', problem: false }
      if (state === 'undone') return show(c, meeting, { note, slot: startsAt, choice: how, said })
    }
    return c.redirect(path, 303)
  }
  const note = cleanNote(typed.note)
  const slot = typed.slot ?? null
  const where = cleanText(typed.where, longestWhere)
  try {
    return await ask(c, meeting, { choice, note, where, slot, times })
  } catch (error) {
    return backToForm(c, meeting, { error, typed: { note, where, slot, times, choice } })
  }
}

/** The form once more, with what stands in the way and everything that was typed. */
function backToForm(
  c: Page,
  meeting: Meeting,
  { error, typed }: { readonly error: unknown; readonly typed: Given },
): Response | Promise<Response> {
  if (!(error instanceof UserError) || error.status === 403 || error.status === 404 || error.status === 410) throw error
  return show(c, meeting, { ...typed, said: { text: error.message, problem: true }, status: error.status })
}

/** Answers what a guest chose: with the invitation for it as it was offered, or with the file of it. */
async function answer(
  c: Page,
  meeting: Meeting,
  { act, id }: { readonly act: 'invite' | 'file'; readonly id: string },
): Promise<Response> {
  const deps = c.get('deps')
  const { user, person, path } = meeting
  const coffee = await findCoffee(deps.db, user.id, id)
  if (!coffee || !waitingWith([coffee], person)) throw new UserError(404, 'There is no such coffee here.')
  if (act === 'file') return answerWithFile(c, coffee)
  const { note, startsAt, how, state, chosenAt, place } = coffee
  // Answered in another window meanwhile: the page shows what became of it.
  if (!chosenAt || (state !== 'chosen' && state !== 'draft')) return c.redirect(path, 303)
  try {
    await planCoffee(deps, user, person, { how, start: startsAt, note, where: place ?? '' })
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
}

/** @throws UserError with the sentence for the form */
async function ask(c: Page, meeting: Meeting, { choice, note, where, slot, times }: Asking): Promise<Response> {
  const deps = c.get('deps')
  const { user, person, path } = meeting
  if (hasBracket(note))
    throw new UserError(
      400,
      'There is still a [bracket] in the note. Put something of your own in its place; nothing was sent.',
    )
  if (!isMail(choice)) {
    const coffee = await planCoffee(deps, user, person, { how: choice, start: slot, note, where })
    if (choice === 'ics') return answerWithFile(c, coffee)
    if (coffee.state !== 'draft') return c.redirect(path, 303)
    const { provider, email } =
      (coffee.connectionId && (await findConnection(deps.db, user.id, coffee.connectionId))) || {}
    const known = provider === 'file' ? undefined : provider
    return render(
      c,
      { title: 'One permission is missing', at: 'people' },
      <Permission
        coffee={coffee}
        person={person}
        path={path}
        provider={known ?? firstOffered(deps.providers)}
        account={email ?? user.email}
      />,
    )
  }
  if (!note) throw new UserError(400, 'The note is empty. Write a line of your own; nothing was sent.')
  const [free, language] = await Promise.all([
    setTable(deps, user, person),
    languageWith(deps.db, user, person, deps.now()),
  ])
  const table = choice === 'write' ? free : withTimes(free, times)
  const whole = { user, person, table, language, to: newestAddress(person), where }
  const body =
    choice === 'write'
      ? restfulNote(whole, note)
      : choice === 'note'
        ? offeringNote(whole, note)
        : offeringNote(whole, note, await guestLink(c, meeting, table, { note, where }))
  return render(
    c,
    { title: `Your note to ${firstNameOf(person)}`, at: 'people' },
    <Ready person={person} to={whole.to} body={body} links={linksOf(whole, body)} path={path} />,
  )
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

const isMail = (choice: Choice): choice is Exclude<Choice, Exclude<How, 'note' | 'write'>> =>
  choice === 'note' || choice === 'write' || choice === 'note_with_link'
