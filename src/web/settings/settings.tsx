/** The settings page: what the owner may choose, checked, with wrong input kept in the form. */
import { Hono } from 'hono'
import * as z from 'zod'
import { ownRegion } from '../../coffee/holidays/region.ts'
import { listCalendars } from '../../db/accounts/calendars.ts'
import { type Connection, listConnections } from '../../db/accounts/connections.ts'
import { declareAddresses, listOwnAddresses, listRefused } from '../../db/accounts/own-addresses.ts'
import { listStreams } from '../../db/accounts/streams.ts'
import { changeSettings, saveSettings, type User } from '../../db/accounts/users.ts'
import { chooseZone } from '../../db/accounts/zones.ts'
import { deleteBacktest } from '../../db/backtests.ts'
import { listDigests } from '../../db/digests.ts'
import { blankQuotes, blankTitles } from '../../db/erase.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import { upcoming, weeksHad } from '../../letter/schedule.ts'
import { placeOfUser, readZone } from '../../place.ts'
import { sharersOf } from '../../settings.ts'
import { cleanText, normalise } from '../../text.ts'
import { type Destination, destinationOf, forgetBounce } from '../../work/mail/address.ts'
import { askedOf } from '../../work/mail/asked.ts'
import { answerOwnAddress } from '../../work/people/own-address.ts'
import { knownZone } from '../../work/people/zone.ts'
import { requestDerive, requestLetter } from '../../work/request.ts'
import { sourceOf } from '../../zone/decide.ts'
import { Connections } from '../account/connections.tsx'
import { field, readFields } from '../frame/form.ts'
import { render } from '../frame/layout.tsx'
import { queryOf } from '../frame/path.ts'
import { Returned } from '../frame/returned.tsx'
import { type Env, type Page, readForm, requireUser } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import { clockTime, weekdayDate } from '../frame/words.ts'
import { sourceWords } from '../frame/zone.tsx'
import { Resume, stoppedWords } from '../letter/delivery.tsx'
import { Unproven } from '../letter/unproven.tsx'
import { calendarNames } from './calendars.tsx'
import type { Errors } from './controls.tsx'
import { SettingsForm, type Values, valuesSchema } from './form.tsx'
import { Refused } from './refused.tsx'
import { check, declaredOf, sharedChosen, sharedOf, valuesOf } from './values.ts'
import { type SettingsWords, settingsWords } from './words/words.ts'

/** The questions that other pages ask, each a form of its own. */
const sharedSchema = z.object({ answer: field.text(200) })
const zoneSchema = z.object({ zone: field.text(200), to: field.text(300) })
/** Addresses with a space between them; `undo` takes an answer back. */
const ownSchema = z.object({ own: field.text(2_000), mine: field.among(['yes', 'no', 'undo']) })

export function settingsRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/settings', async (c) => {
    const user = requireUser(c)
    const own = await listOwnAddresses(c.get('deps').db, user.id)
    const values = valuesOf(user, declaredOf(own), c.get('deps').now())
    // An answer that a link of the letter has chosen: it counts once it is saved.
    const chosen = sharedChosen(user.settings, queryOf(c, 'shared'))
    return show(c, user, { values: chosen ? { ...values, shared: chosen } : values, saved: queryOf(c, 'saved') })
  })
  routes.post('/settings', async (c) => {
    const deps = c.get('deps')
    const { user, form } = await readForm(c)
    const now = deps.now()
    if (form.has('answer')) {
      await answerShared(deps, user, readFields(form, sharedSchema).answer)
      return c.redirect('/people', 303)
    }
    if (form.has('zone')) {
      const { zone, to } = readFields(form, zoneSchema)
      await answerZone(deps, user, zone)
      return c.redirect(to === '/letter' ? to : '/people', 303)
    }
    if (form.has('mine')) {
      const { own, mine } = readFields(form, ownSchema)
      await answerOwn(deps, user, own, mine)
      return c.redirect(mine === 'undo' ? '/settings#own' : '/people', 303)
    }
    const values = readFields(form, valuesSchema)
    const destination = await destinationOf(deps.db, deps, user)
    const today = now.toZonedDateTimeISO(user.timeZone).toPlainDate().toString()
    const result = check(values, {
      today,
      destination,
      before: user.settings,
      words: settingsWords(tongueOn(c)).errors,
    })
    if (!result.ok) return show(c, user, { values, errors: result.errors })
    const { settings, timeZone, addresses } = result
    const blank = user.settings.subjects && !settings.subjects
    await deps.db.transaction(async (tx) => {
      // First of all: it locks the user's row more firmly than saving does.
      if (blank) await blankTitles(tx, user.id)
      await saveSettings(tx, user.id, { settings, timeZone })
      await declareAddresses(tx, user.id, addresses)
      if (settings.letterTo && normalise(settings.letterTo) !== normalise(destination.preferred))
        await forgetBounce(tx, deps, { userId: user.id, address: settings.letterTo })
      if (blank) await blankQuotes(tx, user.id)
      if (blank) await deleteBacktest(tx, user.id)
      await requestDerive(tx, user.id, now)
      await requestLetter(tx, { id: user.id, settings, timeZone: timeZone ?? user.timeZone }, now)
    })
    deps.wake()
    return c.redirect(`/settings?saved=${blank ? 'blanked' : '1'}`, 303)
  })
  return routes
}

interface Shown {
  readonly values: Values
  readonly errors?: Errors
  readonly saved?: string | undefined
}

async function show(c: Page, user: User, { values, errors, saved }: Shown) {
  const deps = c.get('deps')
  const { db, providers } = deps
  const [connections, streams, own, refused, chosen, destination] = await Promise.all([
    listConnections(db, user.id),
    listStreams(db, user.id),
    listOwnAddresses(db, user.id),
    listRefused(db, user.id),
    listCalendars(db, user.id),
    destinationOf(db, deps, user),
  ])
  const asked = await askedOf(deps, user, destination)
  const tongue = tongueOn(c)
  const { page: words, calendars, refused: refusedWords } = settingsWords(tongue)
  const { address, stopped, preferred } = destination
  const found = own.filter(({ source }) => source === 'found').map(({ address }) => address)
  const nextWords = saved && !stopped && connections.length ? await nextLetter(deps, user, words) : ''
  return render(
    c,
    { title: words.title, at: 'settings', status: errors ? 400 : 200 },
    <>
      <h1>{words.title}</h1>
      <Returned user={user} />
      {errors ? (
        <p class="notice" role="alert">
          {words.notSaved(Object.keys(errors).length)}
        </p>
      ) : saved ? (
        <p class="notice" role="status">
          {words.saved} {nextWords}
          {saved === 'blanked' ? ` ${words.blanked}` : ''}
        </p>
      ) : null}
      {stopped ? (
        <div class="notice">
          <p>{stoppedWords(stopped, { address, tongue: tongueOn(c) })}</p>
          {stopped === 'unproven' ? null : <Resume reason={stopped} csrf={c.get('csrf')} tongue={tongueOn(c)} />}
        </div>
      ) : null}
      <Unproven user={user} destination={destination} asked={asked} csrf={c.get('csrf')} />
      {!stopped && normalise(address) !== normalise(preferred) ? (
        <div class="notice">
          <p>{words.cameBack(cleanText(preferred), cleanText(address))}</p>
          <Resume
            reason="bounced"
            csrf={c.get('csrf')}
            tongue={tongueOn(c)}
            label={words.tryAgain(cleanText(preferred))}
          />
        </div>
      ) : null}
      <SettingsForm
        values={values}
        errors={errors ?? {}}
        csrf={c.get('csrf')}
        found={foundWords(found, connections)}
        letterTo={letterToOf(destination, values, words)}
        sharers={sharersOf(user.settings)}
        coffee={{
          calendars: calendarNames(deps, connections, { ...calendars, known: chosen }),
          region: ownRegion('', placeOfUser(user)),
        }}
        tongue={tongue}
        zoneHint={sourceWords(sourceOf(knownZone(user, connections, streams), deps.now()), user)}
      />
      <Refused addresses={refused} csrf={c.get('csrf')} words={refusedWords} />
      <hr />
      <Connections
        connections={connections}
        streams={streams}
        providers={providers}
        csrf={c.get('csrf')}
        tongue={tongue}
      />
      <hr />
      <section>
        <h2>{words.pastYear}</h2>
        <p>
          {words.pastYearSays} <a href="/settings/backtest">{words.seePastYear}</a>
        </p>
      </section>
    </>,
  )
}

type Words = SettingsWords['page']

/** A day moved past its hour means the week after, and that is said. */
async function nextLetter({ db, now }: Deps, user: User, words: Words): Promise<string> {
  const { at } = upcoming(user, now(), weeksHad(user, await listDigests(db, user.id, 8)))
  return words.next(weekdayDate(at, placeOfUser(user)), clockTime(at, placeOfUser(user)))
}

/** One tap on the people page: nothing else of the settings changes. @throws UserError 400 for no answer to the question */
async function answerShared({ db, now, wake }: Deps, user: User, answer: string): Promise<void> {
  const shared = sharedOf(user.settings, answer)
  if (!shared)
    throw new UserError(400, {
      en: 'Choose one of the three answers. Nothing was changed.',
      de: 'Such eine der drei Antworten aus. Geändert wurde nichts.',
    })
  await db.transaction(async (tx) => {
    await changeSettings(tx, user.id, shared)
    await requestDerive(tx, user.id, now())
  })
  wake()
}

/** Whether addresses that were found are the owner's. @throws UserError 400 where none is named */
async function answerOwn({ db, now, wake }: Deps, user: User, own: string, mine: 'yes' | 'no' | 'undo' | undefined) {
  const addresses = own.split(' ').filter((one) => one.includes('@'))
  if (!mine || !addresses.length)
    throw new UserError(400, {
      en: 'Choose one of the two answers. Nothing was changed.',
      de: 'Such eine der beiden Antworten aus. Geändert wurde nichts.',
    })
  await db.transaction(async (tx) => {
    await answerOwnAddress(tx, user, { addresses, mine: mine === 'undo' ? null : mine === 'yes' })
    await requestDerive(tx, user.id, now())
  })
  wake()
}

/** The owner's word on where they live; from now on it holds. @throws UserError 400 for no zone */
async function answerZone({ db, now, wake }: Deps, user: User, answer: string): Promise<void> {
  const timeZone = readZone(answer)
  if (!timeZone)
    throw new UserError(400, {
      en: 'Choose a time zone from the list. Nothing was changed.',
      de: 'Such eine Zeitzone aus der Liste aus. Geändert wurde nichts.',
    })
  await db.transaction(async (tx) => {
    await chooseZone(tx, user.id, timeZone)
    await requestDerive(tx, user.id, now())
    await requestLetter(tx, { ...user, timeZone }, now())
  })
  wake()
}

/** The addresses to choose among, and the one that holds: what was sent, where it is one of them, else what is saved. */
function letterToOf({ choices, preferred }: Destination, { letterTo }: Values, words: Words) {
  const same = (one: string) => choices.find(({ address }) => normalise(address) === normalise(one))?.address
  const options = choices.map(
    ({ address, live }) => [address, live ? cleanText(address) : words.notRead(cleanText(address))] as const,
  )
  // Nothing that could be chosen is where it goes: saving something else must not choose for its owner.
  if (!same(preferred)) return { options: [['', words.noneConfirmed] as const, ...options], value: '' }
  return { options, value: same(letterTo) ?? preferred }
}

const foundWords = (found: readonly string[], connections: readonly Connection[]) => [
  ...new Set([...connections.map(({ email }) => normalise(email)), ...found]),
]
