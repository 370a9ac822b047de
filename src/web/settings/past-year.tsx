/** The owner's past year, replayed: whom a letter would have named each month, and what the weeks after it held. */
import { Hono } from 'hono'
import { monthName } from '../../dates.ts'
import type { User } from '../../db/accounts/users.ts'
import { type Backtest, findBacktest } from '../../db/backtests.ts'
import { type Place, placeOfUser } from '../../place.ts'
import { prospect, requestBacktest, tooLittle } from '../../work/backtest/backtest.ts'
import { caveat, type Entry, type ReportedMonth, report, summary } from '../../work/backtest/report.ts'
import { PostForm, render } from '../frame/layout.tsx'
import { type Env, type Page, readForm, requireUser } from '../frame/session.ts'
import { Stuck, stuckSentences } from '../frame/stuck.tsx'
import { count, day } from '../frame/words.ts'

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
  const months = await report(deps.db, user.id, run?.months ?? [])
  const running = run?.state === 'running'
  const stuck = running ? await stuckSentences(deps.db, user, ['backtest']) : []
  const ahead = await prospect(deps, user, deps.now())
  const short = run?.problem ?? (run || ahead.months.length ? null : tooLittle(ahead, user, deps.now()))
  return render(
    c,
    { title: 'Your past year, replayed', at: 'settings', ...(running ? { refresh } : {}) },
    <>
      <h1>Your past year, replayed</h1>
      <p class="lede">
        If a letter had gone out on the first of each month: whom it would have named, and whether the two of you were
        back in touch in the eight weeks after.
      </p>
      <p>
        Each month is worked out from what was there before that day, and nothing later. It reads only what is stored
        here: nothing is sent, and no provider is asked.
      </p>
      {short ? <p class="notice">{short}</p> : null}
      <Stuck sentences={stuck} />
      {running ? <Running run={run} /> : null}
      {run?.state === 'done' ? <Summary run={run} /> : null}
      {running || !ahead.months.length ? null : (
        <PostForm action={path} csrf={c.get('csrf')}>
          <p class="cta">
            <button type="submit" class={run ? 'q' : undefined}>
              {run ? 'Replay it again' : 'Replay my past year'}
            </button>
          </p>
        </PostForm>
      )}
      {months.length ? <hr /> : null}
      <Years months={months} place={placeOfUser(user)} />
      <p>
        <a href="/settings">Back to settings</a>
        {run?.state === 'done' ? (
          <span class="meta"> Replayed on {day(run.requestedAt, placeOfUser(user))}.</span>
        ) : null}
      </p>
    </>,
  )
}

function Running({ run: { months, total } }: { run: Backtest }) {
  const words = `${months.length} of ${count(total, 'month')} replayed`
  return (
    <section role="status">
      <progress value={months.length} max={Math.max(1, total)} aria-label="Months replayed"></progress>
      <p class="meta">{words}. This takes a few seconds a month. You can close this page.</p>
    </section>
  )
}

function Summary({ run }: { run: Backtest }) {
  if (!run.months.length) return null
  return (
    <section>
      <p>{summary(run.months)}</p>
      <p class="meta">{caveat}</p>
    </section>
  )
}

/** A table for each year, the newest first. */
function Years({ months, place }: { months: readonly ReportedMonth[]; place: Place }) {
  const years = Map.groupBy(months, ({ at }) => at.toZonedDateTimeISO(place.timeZone).year)
  return (
    <>
      {[...years].map(([year, some]) => (
        <section>
          <h2 id={`y${year}`}>{year}</h2>
          <table class="ledger past" aria-labelledby={`y${year}`}>
            <thead>
              <tr>
                <th scope="col">Month</th>
                <th scope="col">Named, why then, and what followed</th>
                <th scope="col">Back in touch</th>
              </tr>
            </thead>
            <tbody>
              {some.map((one) => (
                <tr>
                  <th scope="row">{monthName(one.at.toZonedDateTimeISO(place.timeZone).month, place)}</th>
                  <td>
                    <Entries entries={one.entries} />
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

function Entries({ entries }: { entries: readonly Entry[] }) {
  if (!entries.length) return <span>Nobody: a letter would have named no one.</span>
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
