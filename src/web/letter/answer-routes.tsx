/** The pages behind the quiet links of a letter: one button each, open to whoever has the link, and all undoable. */
import { Hono } from 'hono'
import * as z from 'zod'
import { restOf } from '../../db/decisions.ts'
import { pressLink } from '../../db/links.ts'
import { findPersonByAddress } from '../../db/people.ts'
import type { LinkPurpose } from '../../db/schema.ts'
import type { Instant } from '../../facts.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { cleanText, normalise } from '../../text.ts'
import { type Answer, type AnswerPurpose, answerLink, takeBack } from '../../work/letter/answer.ts'
import { resumeLetter } from '../../work/letter/resume.ts'
import { findLink, type OpenLink } from '../../work/mail/links.ts'
import { isNews, noteOwner } from '../../work/mail/seen.ts'
import { dueOf, startOfDay } from '../frame/asked.ts'
import { renderRested } from '../frame/expired-link.tsx'
import { field, readFields } from '../frame/form.ts'
import { render } from '../frame/layout.tsx'
import { idOf } from '../frame/path.ts'
import type { Env, Page } from '../frame/session.ts'
import { day } from '../frame/words.ts'
import { Asking, Done, doneWords, keyOf, Resume, Resumed, Stay, Stayed } from './answers.tsx'
import { letterWordsFor } from './words/words.ts'

const purposes: readonly LinkPurpose[] = ['not_now', 'spoken', 'elsewhere', 'let_go', 'keep', 'resume', 'stay']

const longestPromise = 1000
/** What the one button of each page sends. */
const fieldsSchema = z.object({ undo: field.tick, until: field.day, promise: field.text(longestPromise) })
type Fields = z.output<typeof fieldsSchema>

export function doRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/do/:token', async (c) => {
    const link = await findLink(c.get('deps'), idOf(c, 'token'), purposes)
    return link ? show(c, link) : renderRested(c)
  })
  routes.post('/do/:token', async (c) => {
    const deps = c.get('deps')
    const link = await findLink(deps, idOf(c, 'token'), purposes)
    if (!link) return renderRested(c)
    const fields = readFields(await c.req.formData(), fieldsSchema)
    const { purpose } = link.row
    const words = letterWordsFor(link.user)
    c.set('tongue', tongueOf(placeOfUser(link.user)))
    if (isNews(link.user, deps.now())) await noteOwner(deps, link.user.id)
    if (purpose === 'stay') {
      await pressLink(deps.db, link.row, deps.now())
      return render(c, { title: words.stay.done }, <Stayed words={words} />)
    }
    if (purpose === 'resume') {
      await resumeLetter(deps, link.user)
      return render(c, { title: words.resume.done }, <Resumed words={words.resume} />)
    }
    if (fields.undo) await takeBack(deps, link)
    else if (isAnswer(purpose)) await answerLink(deps, link, purpose, readAnswer(fields, purpose, link, deps.now()))
    return c.redirect(c.req.path, 303)
  })
  return routes
}

const isAnswer = (purpose: LinkPurpose): purpose is AnswerPurpose =>
  purpose !== 'coffee' &&
  purpose !== 'meet' &&
  purpose !== 'resume' &&
  purpose !== 'stay' &&
  purpose !== 'unsubscribe' &&
  purpose !== 'confirm'

/** @throws UserError 400 for a day that is over */
function readAnswer(fields: Fields, purpose: AnswerPurpose, { user }: OpenLink, now: Instant): Answer {
  if (purpose === 'not_now') return { until: startOfDay(fields.until, now, user.timeZone) }
  if (purpose !== 'spoken') return {}
  const promise = cleanText(fields.promise, longestPromise)
  return { promise, due: dueOf({ user, at: now }, { text: promise, chosen: fields.until }) }
}

async function show(c: Page, link: OpenLink) {
  const { db, now } = c.get('deps')
  const { purpose, address, usedAt, hash } = link.row
  const place = placeOfUser(link.user)
  const { path } = c.req
  const words = letterWordsFor(link.user)
  c.set('tongue', tongueOf(place))
  if (purpose === 'stay') return render(c, { title: words.stay.title }, <Stay path={path} words={words} />)
  const person = await findPersonByAddress(db, link.user.id, normalise(address ?? ''))
  const name = person ? firstNameOf(person) : undefined
  if (!isAnswer(purpose)) return render(c, { title: words.resume.title }, <Resume path={path} words={words} />)
  const { title } = words.answers[keyOf(purpose)]
  if (!usedAt) return render(c, { title }, <Asking {...{ purpose, path, name, now: now(), place, words }} />)
  const until = await restOf(db, link.user.id, hash)
  const done = doneWords(words.answers, { purpose, name, until: until && day(until, place) })
  return render(c, { title }, <Done path={path} done={done} words={words.answers} />)
}
