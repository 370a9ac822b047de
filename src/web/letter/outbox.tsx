/** What would have been mailed from this machine, and with a sample account the buttons that let time pass and people answer. */
import { Hono } from 'hono'
import { listConnections } from '../../db/accounts/connections.ts'
import { moveSessions } from '../../db/accounts/sessions.ts'
import { listSignInLinks } from '../../db/accounts/sign-in-links.ts'
import type { User } from '../../db/accounts/users.ts'
import { type LetterRow, listDigests } from '../../db/digests.ts'
import { scheduleTask } from '../../db/tasks.ts'
import type { Deps, SampleControls } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { upcoming, weeksHad } from '../../letter/schedule.ts'
import { lastSlot } from '../../letter/week.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { listTold, type ToldMail } from '../../work/coffee/choice-mail.ts'
import { renderSent } from '../../work/letter/outbox.ts'
import { listAlarmMails } from '../../work/mail/alarm-mail.ts'
import { signInMailsOf } from '../../work/signing/sign-in-mail.ts'
import { contentSecurityPolicy } from '../frame/guard.ts'
import { hasOutbox, PostForm, render } from '../frame/layout.tsx'
import { idOf, queryOf } from '../frame/path.ts'
import { type Env, type Page, readForm, requireUser } from '../frame/session.ts'
import { moment } from '../frame/words.ts'
import { meetingsAround, SampleCalendar } from './sample-calendar.tsx'
import { letterWords, letterWordsFor, type Words } from './words/words.ts'

const shownLetters = 30

/**
 * The outbox: letters as they were or would have been mailed.
 * @throws UserError, from its handlers: 404 for a letter that is not there
 */
export function outboxRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/outbox', async (c) => {
    const deps = open(c)
    const user = requireUser(c)
    const rows = await listDigests(deps.db, user.id, shownLetters)
    const letters = rows.filter(({ sentAt }) => sentAt !== null)
    const rendered = await Promise.all(letters.map(async (row) => ({ row, mail: await renderSent(deps, row) })))
    const links = await signInMailsOf(deps, {
      rows: await listSignInLinks(deps.db, user.id),
      tongue: user.settings.letterTongue,
    })
    const told = [...links, ...(await listAlarmMails(deps, user)), ...(await listTold(deps, user))]
    const meetings = deps.sample ? await meetingsAround(deps.db, user.id, deps.now()) : []
    const said = queryOf(c, 'did')
    const words = letterWords(tongueOf(placeOfUser(user))).outbox
    const awaited = said === 'week' && isOnItsWay(user, rows, deps.now())
    c.header('content-security-policy', `${contentSecurityPolicy}; frame-src 'self'`)
    return render(
      c,
      { title: words.title, at: 'outbox', ...(awaited ? { refresh: 3 } : {}) },
      <>
        <h1>{words.title}</h1>
        <p class="lede">{words.lede}</p>
        {deps.sample ? (
          <Hands csrf={c.get('csrf')} said={said === 'week' && !awaited ? 'here' : said} words={words} />
        ) : null}
        {rendered.length || told.length ? null : <p>{words.empty('/letter')}</p>}
        {told.map((mail) => (
          <PlainMail user={user} mail={mail} />
        ))}
        {rendered.map(({ row, mail }, index) => (
          <Letter user={user} row={row} subject={mail.subject} text={mail.text} open={index === 0} />
        ))}
        {deps.sample ? <SampleCalendar meetings={meetings} now={deps.now()} place={placeOfUser(user)} /> : null}
      </>,
    )
  })
  routes.get('/outbox/:id/letter', async (c) => {
    const deps = open(c)
    const user = requireUser(c)
    const row = (await listDigests(deps.db, user.id, shownLetters)).find(({ id }) => id === idOf(c, 'id'))
    if (!row)
      throw new UserError(404, {
        en: 'There is no such letter in the outbox.',
        de: 'Diesen Brief gibt es im Ausgang nicht.',
      })
    const { html } = await renderSent(deps, row)
    c.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'")
    // Links leave the frame, as they leave a mail program.
    return c.html(html.replace(/<head[^>]*>/i, '$&<base target="_top">'))
  })
  routes.post('/outbox/answer', async (c) => {
    const { deps, user, sample } = await readSampleForm(c)
    const answers = await sample.letThemAnswer()
    await readSoon(deps, user)
    return c.redirect(`/outbox?did=${answers}`, 303)
  })
  routes.post('/outbox/week', async (c) => {
    const { deps, user, sample } = await readSampleForm(c)
    const { at } = upcoming(user, deps.now(), weeksHad(user, await listDigests(deps.db, user.id, 8)))
    const seconds = Math.ceil((at.epochMilliseconds - deps.now().epochMilliseconds) / 1000) + 5
    await sample.advance({ seconds })
    // Nobody was away: who is signed in stays so, and as lately as before.
    await moveSessions(deps.db, seconds)
    await readSoon(deps, user)
    return c.redirect('/outbox?did=week', 303)
  })
  return routes
}

/** The hour of the letter has just struck: the page loads itself again until the letter is there. */
function isOnItsWay({ settings, timeZone }: User, rows: readonly LetterRow[], now: Instant): boolean {
  const slot = lastSlot(now, settings, timeZone)
  const minutes = (now.epochMilliseconds - slot.at.epochMilliseconds) / 60_000
  return minutes < 3 && !rows.some(({ week, state }) => week === slot.week && state !== 'ready')
}

/** @throws UserError 404 where letters really leave */
function open(c: Page): Deps {
  const deps = c.get('deps')
  if (!hasOutbox(deps))
    throw new UserError(404, {
      en: 'Letters leave by a mail relay here, so there is no outbox.',
      de: 'Briefe gehen hier über ein Relay hinaus, also gibt es keinen Ausgang.',
    })
  return deps
}

async function readSampleForm(c: Page): Promise<{ deps: Deps; user: User; sample: SampleControls }> {
  const deps = open(c)
  const { user } = await readForm(c)
  if (!deps.sample)
    throw new UserError(404, {
      en: 'These buttons exist with the sample account only.',
      de: 'Diese Knöpfe gibt es nur beim Beispielkonto.',
    })
  return { deps, user, sample: deps.sample }
}

/** What happened in the sample is learned by reading it, now instead of at the next interval. */
async function readSoon({ db, now, wake }: Deps, { id }: User): Promise<void> {
  const active = (await listConnections(db, id)).filter(({ state }) => state === 'active')
  for (const { id: subject } of active)
    for (const kind of ['mail', 'calendar'] as const) await scheduleTask(db, { kind, subject, userId: id }, now())
  wake()
}

interface HandsProps {
  readonly csrf: string
  readonly said: string | undefined
  readonly words: Words['outbox']
}

function Hands({ csrf, said, words }: HandsProps) {
  return (
    <div class="notice">
      {said === undefined ? null : <p role="status">{saidWords(said, words)}</p>}
      <p>{words.hands}</p>
      <div class="pair">
        <PostForm action="/outbox/answer" csrf={csrf}>
          <button type="submit" class="q small">
            {words.answer}
          </button>
        </PostForm>
        <PostForm action="/outbox/week" csrf={csrf}>
          <button type="submit" class="q small">
            {words.weekLater}
          </button>
        </PostForm>
      </div>
    </div>
  )
}

function saidWords(said: string, words: Words['outbox']): string {
  if (said === 'week') return words.weekPassed
  if (said === 'here') return words.weekHere
  const answers = /^\d{1,4}$/.test(said) ? Number(said) : 0
  return answers ? words.answered(answers) : words.nobody
}

/** A mail of plain text. */
function PlainMail({ user, mail: { to, subject, text, at } }: { user: User; mail: ToldMail }) {
  return (
    <section class="posted">
      <h2>{cleanText(subject, 200)}</h2>
      <p class="meta">
        {letterWordsFor(user).outbox.to(cleanText(to))} · {moment(at, placeOfUser(user))}
      </p>
      <pre>{linked(text)}</pre>
    </section>
  )
}

/** The text with its addresses as links. */
const linked = (text: string) =>
  text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) => (index % 2 ? <a href={part}>{part}</a> : part))

interface LetterProps {
  readonly user: User
  readonly row: LetterRow
  readonly subject: string
  readonly text: string
  readonly open: boolean
}

function Letter({ user, row, subject, text, open }: LetterProps) {
  const words = letterWordsFor(user).outbox
  const source = `/outbox/${encodeURIComponent(row.id)}/letter`
  return (
    <section class="posted">
      <h2>{cleanText(subject, 200)}</h2>
      <p class="meta">
        {words.to(cleanText(user.email))}
        {row.sentAt ? ` · ${moment(row.sentAt, placeOfUser(user))}` : ''}
        {row.sends > 1 ? ` · ${words.times(row.sends)}` : ''}
      </p>
      <details open={open}>
        <summary>{words.letter}</summary>
        <iframe
          src={source}
          title={words.frame(cleanText(subject, 120))}
          sandbox="allow-top-navigation-by-user-activation"
          loading="lazy"
        ></iframe>
      </details>
      <details>
        <summary>{words.text}</summary>
        <pre>{linked(text)}</pre>
      </details>
    </section>
  )
}
