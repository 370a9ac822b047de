/** The owner's past year, replayed: whom a letter would have named each month, and what the weeks after it held. */
import { Hono } from 'hono'
import { monthName } from '../../dates.ts'
import type { User } from '../../db/accounts/users.ts'
import { type Backtest, findBacktest } from '../../db/backtests.ts'
import { type Place, placeOfUser, type Tongue, tongueOf } from '../../place.ts'
import { prospect, requestBacktest, tooLittle } from '../../work/backtest/backtest.ts'
import { caveat, type Entry, type ReportedMonth, report, summary } from '../../work/backtest/report.ts'
import { PostForm, render } from '../frame/layout.tsx'
import { type Env, type Page, readForm, requireUser } from '../frame/session.ts'
import { Stuck, stuckSentences } from '../frame/stuck.tsx'
import { day } from '../frame/words.ts'
import { type SettingsWords, settingsWords } from './words/words.ts'

type Words = SettingsWords['pastYear']

const path = '/settings/backtest'
/** Seconds between two looks at a running replay: about as long as a month of a long history takes. */
const refresh = 5

export function backtestRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get(path, (c) => show(c, requireUser(c)))
  routes.post(path, async (c) => {
    const { user } = await readForm(c)
    await requestBacktest(c.get('deps'), user)
    return c.redirect(path, 303)
  })
  return routes
}

async function show(c: Page, user: User) {
  const deps = c.get('deps')
  const run = await findBacktest(deps.db, user.id)
  const place = placeOfUser(user)
  const tongue = tongueOf(place)
  const words = settingsWords(tongue).pastYear
  const months = await report(deps.db, user.id, { months: run?.months ?? [], tongue })
  const running = run?.state === 'running'
  const stuck = running ? await stuckSentences(deps.db, user, ['backtest']) : []
  const ahead = await prospect(deps, user, deps.now())
  const short =
    run?.problem ?? (run || ahead.months.length ? null : tooLittle(ahead, user, { now: deps.now(), tongue }))
  return render(
    c,
    { title: words.title, at: 'settings', ...(running ? { refresh } : {}) },
    <>
      <h1>{words.title}</h1>
      <p class="lede">{words.lede}</p>
      <p>{words.how}</p>
      {short ? <p class="notice">{short}</p> : null}
      <Stuck sentences={stuck} tongue={tongue} />
      {running ? <Running run={run} words={words} /> : null}
      {run?.state === 'done' ? <Summary run={run} tongue={tongue} /> : null}
      {running || !ahead.months.length ? null : (
        <PostForm action={path} csrf={c.get('csrf')}>
          <p class="cta">
            <button type="submit" class={run ? 'q' : undefined}>
              {run ? words.again : words.replay}
            </button>
          </p>
        </PostForm>
      )}
      {months.length ? <hr /> : null}
      <Years months={months} place={place} words={words} />
      <p>
        <a href="/settings">{words.back}</a>
        {run?.state === 'done' ? <span class="meta"> {words.replayedOn(day(run.requestedAt, place))}</span> : null}
      </p>
    </>,
  )
}

function Running({ run: { months, total }, words }: { run: Backtest; words: Words }) {
  return (
    <section role="status">
      <progress value={months.length} max={Math.max(1, total)} aria-label={words.progress}></progress>
      <p class="meta">{words.running(months.length, total)}</p>
    </section>
  )
}

function Summary({ run, tongue }: { run: Backtest; tongue: Tongue }) {
  if (!run.months.length) return null
  return (
    <section>
      <p>{summary(run.months, tongue)}</p>
      <p class="meta">{caveat(tongue)}</p>
    </section>
  )
}

/** A table for each year, the newest first. */
interface YearsProps {
  readonly months: readonly ReportedMonth[]
  readonly place: Place
  readonly words: Words
}

function Years({ months, place, words }: YearsProps) {
  const years = Map.groupBy(months, ({ at }) => at.toZonedDateTimeISO(place.timeZone).year)
  return (
    <>
      {[...years].map(([year, some]) => (
        <section>
          <h2 id={`y${year}`}>{year}</h2>
          <table class="ledger past" aria-labelledby={`y${year}`}>
            <thead>
              <tr>
                <th scope="col">{words.month}</th>
                <th scope="col">{words.named}</th>
                <th scope="col">{words.inTouch}</th>
              </tr>
            </thead>
            <tbody>
              {some.map((one) => (
                <tr>
                  <th scope="row">{monthName(one.at.toZonedDateTimeISO(place.timeZone).month, place)}</th>
                  <td>
                    <Entries entries={one.entries} words={words} />
                  </td>
                  <td>{one.nothing || <Tallies tallies={one.tallies} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </>
  )
}

function Entries({ entries, words }: { entries: readonly Entry[]; words: Words }) {
  if (!entries.length) return <span>{words.nobody}</span>
  return (
    <ul class="plain">
      {entries.map(({ id, name, why, after }) => (
        <li>
          {id ? <a href={`/people/${id}`}>{name}</a> : <span>{name}</span>}
          {why ? <p>{why}</p> : null}
          {after ? <p class="ink">{after}</p> : null}
        </li>
      ))}
    </ul>
  )
}

function Tallies({ tallies }: { tallies: ReportedMonth['tallies'] }) {
  if (!tallies.length) return null
  return (
    <dl>
      {tallies.map(({ way, words }, i) => (
        <>
          <dt class={i ? undefined : 'own'}>{way}</dt>
          <dd class={i ? undefined : 'own'}>{words}</dd>
        </>
      ))}
    </dl>
  )
}
