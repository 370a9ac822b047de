/** The letter before it leaves: who would be in it and why, when it goes, and what stands in its way. */

import { Hono } from 'hono'
import * as z from 'zod'
import { listConnections } from '../../db/accounts/connections.ts'
import type { User } from '../../db/accounts/users.ts'
import { UserError } from '../../errors.ts'
import type { Letter } from '../../letter/types.ts'
import { thanksOf } from '../../letter/words/words.ts'
import { placeOfUser, type Tongue, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { catchUp } from '../../work/catch-up.ts'
import { judgePick, listRefused, takePickBack } from '../../work/letter/judge-pick.ts'
import { previewLetter } from '../../work/letter/preview.ts'
import { resumeLetter } from '../../work/letter/resume.ts'
import { sendLetter } from '../../work/letter/send.ts'
import { destinationOf } from '../../work/mail/address.ts'
import { askedOf } from '../../work/mail/asked.ts'
import { questionOf } from '../../work/people/zone.ts'
import { Behind, workOutFirst } from '../frame/behind.tsx'
import { field, readFields } from '../frame/form.ts'
import { render } from '../frame/layout.tsx'
import { type Env, type Page, readForm, readInOneGo, requireUser } from '../frame/session.ts'
import { Stuck, stuckSentences } from '../frame/stuck.tsx'
import { UtcNote, ZoneQuestion } from '../frame/zone.tsx'
import { Beside, Noted } from './beside.tsx'
import { CardSection } from './cards.tsx'
import { Changed } from './changed.tsx'
import { Dispatch, keepsHere } from './delivery.tsx'
import { Unproven } from './unproven.tsx'
import { letterWords, type Words } from './words/words.ts'

const noVerdict = {
  en: 'Press one of the buttons beside a person. Nothing was changed.',
  de: 'Drück einen der Knöpfe neben einem Menschen. Geändert wurde nichts.',
}
const pickSchema = z.object({ person: field.id, verdict: field.among(['yes', 'not_this', 'elsewhere'], noVerdict) })

/** How often this week's letter had gone out when the page was made; a form without it is pressed anew each time. */
const sendSchema = z.object({ sends: field.among(['0', '1', '2']) })

const unpickSchema = z.object({ person: field.id })

/**
 * The page with the next letter, and its buttons.
 * @throws UserError, from its handlers: 400 for a form without a verdict
 */
export function letterRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/letter', workOutFirst, readInOneGo, async (c) => {
    return show(c, requireUser(c))
  })
  routes.post('/letter/send', async (c) => {
    const { user, form } = await readForm(c)
    const { sends } = readFields(form, sendSchema)
    const { stopped } = await destinationOf(c.get('deps').db, c.get('deps'), user)
    // The page itself says why, and has the button that helps.
    if (stopped === 'unproven') return show(c, user, 409)
    await catchUp(c.get('deps'), user.id)
    await sendLetter(c.get('deps'), user, sends === undefined ? undefined : Number(sends))
    return c.redirect('/letter', 303)
  })
  routes.post('/letter/pick', async (c) => {
    const { user, form } = await readForm(c)
    const { verdict, person } = readFields(form, pickSchema)
    if (!verdict) throw new UserError(400, noVerdict)
    await judgePick(c.get('deps'), user, person, verdict)
    return c.redirect('/letter', 303)
  })
  routes.post('/letter/unpick', async (c) => {
    const { user, form } = await readForm(c)
    await takePickBack(c.get('deps'), user, readFields(form, unpickSchema).person)
    return c.redirect('/letter', 303)
  })
  routes.post('/letter/resume', async (c) => {
    const { user } = await readForm(c)
    await resumeLetter(c.get('deps'), user)
    return c.redirect('/letter', 303)
  })
  return routes
}

async function show(c: Page, user: User, status: 200 | 409 = 200) {
  const deps = c.get('deps')
  const [preview, destination, question, stuck] = await Promise.all([
    previewLetter(deps, user),
    destinationOf(deps.db, deps, user),
    questionOf(deps.db, user, deps.now()),
    stuckSentences(deps.db, user, ['derive', 'letter']),
  ])
  const connected = !preview.reading || (await listConnections(deps.db, user.id)).length > 0
  const asked = await askedOf(deps, user, destination)
  const csrf = c.get('csrf')
  const { letter } = preview
  const place = placeOfUser(user)
  const tongue = tongueOf(place)
  const { page: words, card: cardWords } = letterWords(tongue)
  const lang = letter ? langOf(letter, tongue) : undefined
  const dispatch = connected ? (
    <Dispatch user={user} preview={preview} csrf={csrf} address={destination.address} />
  ) : null
  // A letter to read comes before what becomes of it, unless something keeps it here.
  const above = !letter?.cards.length || keepsHere(preview)
  const refused = letter ? await listRefused(deps, user, letter.week) : []
  return render(
    c,
    { title: words.title, at: 'letter', status, ...(preview.reading && connected ? { refresh: 10 } : {}) },
    <div class="letter">
      <Stuck sentences={stuck} tongue={tongue} />
      <Behind is={c.get('behind')} tongue={tongue} />
      {letter ? (
        <>
          <p class="meta" lang={lang}>
            {letter.date} · {letter.subject}
          </p>
          <h1 lang={lang}>
            {letter.headline.map((line, index) => (
              <>
                {index ? <br /> : null}
                {line}
              </>
            ))}
          </h1>
          <p class="lede" lang={lang}>
            {letter.intro}
          </p>
          {letter.well ? <p lang={lang}>{letter.well}</p> : null}
        </>
      ) : connected ? (
        <Reading isFirst={!preview.latest} words={words} />
      ) : (
        <NothingConnected words={words} />
      )}
      {question?.kind === 'disagree' ? (
        <ZoneQuestion question={question} reading={preview.reading} to="/letter" {...{ user, csrf }} />
      ) : (
        <UtcNote user={user} />
      )}
      {status === 409 ? (
        <p class="trouble" role="alert">
          {words.noAddress}
        </p>
      ) : null}
      <Changed {...{ refused, user, csrf, missing: preview.missing }} />
      {above ? dispatch : null}
      <Unproven user={user} destination={destination} asked={asked} csrf={csrf} />
      {letter?.notices
        .filter(({ links }) => links.every(isElsewhere))
        .map(({ text, links }) => (
          <div class="notice" lang={lang}>
            <p>{text}</p>
            {links.length ? (
              <p>
                {links.map(({ label, path }) => (
                  <a class="btn q small" href={path}>
                    {label}
                  </a>
                ))}
              </p>
            ) : null}
          </div>
        ))}
      {letter ? <Noted {...{ letter, words, lang }} /> : null}
      {letter?.cards.map((card) => (
        <CardSection
          card={card}
          now={preview.at}
          place={place}
          csrf={csrf}
          lang={lang}
          words={cardWords}
          verdict={preview.verdicts.get(card.personId) === 'yes' ? 'yes' : undefined}
        />
      ))}
      {letter ? <Beside {...{ letter, words, lang }} /> : null}
      {above ? null : dispatch}
      {letter ? <Met {...{ letter, words, lang }} /> : null}
    </div>,
  )
}

/** Whom the owner met of late, to be thanked while it is fresh. */
function Met({ letter, words, lang }: Parameters<typeof Noted>[0]) {
  if (!letter.met.length) return null
  return (
    <section class="env after">
      <h2>{words.afterCoffee}</h2>
      {letter.met.map((met) => (
        <>
          <p lang={lang}>
            {cleanText(met.text, 400)} {thanksOf(met)}
          </p>
          <p class="acts">
            <a href={`/people/${encodeURIComponent(met.personId)}/coffee?how=write`}>{words.thank(met.firstName)}</a>
            <a href={`/people/${encodeURIComponent(met.personId)}#notes`}>{words.notePromise}</a>
          </p>
        </>
      ))}
    </section>
  )
}

function NothingConnected({ words }: { readonly words: Words['page'] }) {
  return (
    <>
      <h1>{words.nothing}</h1>
      <p class="lede">{words.connect('/account')}</p>
    </>
  )
}

function Reading({ isFirst, words }: { readonly isFirst: boolean; readonly words: Words['page'] }) {
  return (
    <>
      <h1>{words.preparing(isFirst)}</h1>
      <p class="lede">{words.reading('/people')}</p>
    </>
  )
}

/** Of the words of a letter, where the page is in another tongue: one that was written before its owner chose that one. */
function langOf({ tongue: own = 'en' }: Letter, tongue: Tongue): Tongue | undefined {
  return own === tongue ? undefined : own
}

/** What only leads here, or says what stands here anyway, is for the mail. */
const isElsewhere = ({ path }: { readonly path: string }) => path !== '/letter'
