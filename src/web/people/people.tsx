/** The page of all people: who is due and why, everyone else, how far the reading is, and what was left out. */
import { Hono } from 'hono'
import { Temporal } from 'temporal-polyfill'
import { clock, wholeDate } from '../../dates.ts'
import type { User } from '../../db/accounts/users.ts'
import { choicesAt } from '../../db/coffees.ts'
import { type KeptOf, type Overview, readOverview } from '../../db/overview.ts'
import { type Place, placeOfUser, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { listIntroductionsDue } from '../../work/people/introducing.ts'
import { ownToAsk } from '../../work/people/own-address.ts'
import { reachesOf } from '../../work/people/read-until.ts'
import { readUnreadParts } from '../../work/people/unread-parts.ts'
import { knownZone } from '../../work/people/zone.ts'
import { historyReadBackTo, isReadingFirstYear } from '../../work/reading-progress.ts'
import { askZone } from '../../zone/decide.ts'
import { Choices } from '../coffee/choices.tsx'
import { askAfter, Behind, isBehind } from '../frame/behind.tsx'
import { IntroductionsDue } from '../frame/introducing.tsx'
import { render } from '../frame/layout.tsx'
import { OwnAddress } from '../frame/own-address.tsx'
import { queryOf } from '../frame/path.ts'
import { Returned } from '../frame/returned.tsx'
import { type Env, readInOneGo, requireUser } from '../frame/session.ts'
import { Stuck, sayStuck } from '../frame/stuck.tsx'
import type { Ranked, Some } from '../frame/view.ts'
import { weekday } from '../frame/words.ts'
import { ZoneQuestion } from '../frame/zone.tsx'
import { type Line, letterLine } from '../letter/letter-line.tsx'
import { addByHand } from './add.ts'
import { AddByHand, Close } from './close.tsx'
import { coolingOf } from './cooling.ts'
import { drawnDue, readCrowd } from './crowd.ts'
import { OneGroup, onlyOf } from './group.tsx'
import { Headline } from './headline.tsx'
import { LeftOut } from './left-out.tsx'
import { Orbit } from './orbit.tsx'
import { isReading, Problems, Progress } from './progress.tsx'
import { Everyone, OneSided, Search } from './rows.tsx'
import { SharedMailbox } from './shared-mailbox.tsx'
import { Soon } from './soon.tsx'
import { peopleWords, peopleWordsFor } from './words.ts'

export function peopleRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/people', askAfter, readInOneGo, async (c) => {
    const deps = c.get('deps')
    const { db, providers, now: time } = deps
    const user = requireUser(c)
    const now = time()
    const behind = await isBehind(c, user.id)
    const overview = await readOverview(db, user.id)
    const choices = choicesAt(overview.choices, now)
    const { connections, streams, kept } = overview
    const [messages, meetings] = [sumOf(kept, 'mail'), sumOf(kept, 'meetings')]
    const parts = await readUnreadParts(db, user.id, { connections, streams, now })
    const line = await letterLine(deps, user, overview)
    const due = await listIntroductionsDue(deps, user, overview.introductions)
    const query = cleanText(queryOf(c, 'q') ?? '', 80)
    const only = query ? undefined : onlyOf(queryOf(c, 'group'), queryOf(c, 'page'))
    const all = queryOf(c, 'all') === '1'
    const crowd = await readCrowd(db, user.id, {
      ...{ now, all, query, only, choices },
      place: { ...placeOfUser(user), reaches: reachesOf({ connections, streams, parts }, now) },
      readBackTo: historyReadBackTo(streams),
    })
    const { people: everybody, known, machines, alike, ties, counts } = crowd
    // Whoever has died is found by the search alone.
    const people = everybody.filter(({ person }) => person.state !== 'died')
    const amount = counts.soon + counts.in_touch + counts.resting + counts.left_out
    const reading = isReading({ connections, streams })
    const mayAsk = ownToAsk({ own: overview.own, accounts: accountsIn(overview), people: known })
    const view = {
      user,
      now,
      all,
      csrf: c.get('csrf'),
      query,
      only,
      cooling: coolingOf(people, overview, { place: placeOfUser(user), now, alike }),
    }
    const of = (group: Ranked['standing']['group']): Some<Ranked> => ({
      length: counts[group],
      first: ties.filter(({ standing }) => standing.group === group),
    })
    const soon = of('soon')
    const tied = new Set(ties)
    const question = askZone(knownZone(user, connections, streams), now)
    const deriving = !crowd.total && messages + meetings > 0
    return render(
      c,
      {
        title: peopleWordsFor(user).title,
        at: 'people',
        ...(reading || deriving ? { refresh: question?.kind === 'unknown' ? slowly : 10 } : {}),
      },
      <>
        <Returned user={user} />
        <Problems connections={connections} providers={providers} tongue={tongueOf(placeOfUser(user))} />
        <Stuck sentences={sayStuck(overview.failing, user, ['derive'])} tongue={tongueOf(placeOfUser(user))} />
        <Behind is={behind} tongue={tongueOf(placeOfUser(user))} />
        <Choices choices={choices} people={known} place={placeOfUser(user)} />
        <Search view={view} people={everybody} machines={machines.first} />
        <OneGroup entries={crowd.group} view={view} />
        {query || only ? null : (
          <>
            <IntroductionsDue view={{ user, now, csrf: view.csrf }} pairs={due} />
            {connections.length ? (
              <ZoneQuestion question={question} reading={reading} to="/people" {...{ user, csrf: view.csrf }} />
            ) : null}
            <div class="grid hero">
              <Headline
                people={{ length: amount, unsure: counts.unsure }}
                soon={soon}
                // Also where a mailbox or a calendar waits for its provider and has told too little so far.
                reading={reading || deriving || isReadingFirstYear(overview, now)}
                connected={connections.length > 0}
                place={placeOfUser(user)}
              />
              <Orbit
                people={orbitOrder(ties, user.settings.people)}
                total={amount}
                tongue={tongueOf(placeOfUser(user))}
              />
            </div>
            <hr />
            <div class="grid sync">
              <Progress connections={connections} streams={streams} now={now} place={placeOfUser(user)} kept={kept} />
              <LetterFacts user={user} line={line} />
              <Stored mail={messages} meetings={meetings} place={placeOfUser(user)} />
            </div>
            <hr />
            <SharedMailbox user={user} csrf={view.csrf} />
            <OwnAddress addresses={mayAsk} csrf={view.csrf} tongue={tongueOf(placeOfUser(user))} />
            <Close people={people} view={view} />
            <AddByHand csrf={view.csrf} tongue={tongueOf(placeOfUser(user))} />
            <Soon entries={soon} view={view} />
            <Everyone
              entries={{ in_touch: of('in_touch'), resting: of('resting'), left_out: of('left_out') }}
              view={view}
            />
            <OneSided
              entries={{ length: counts.seen, first: people.filter((entry) => !tied.has(entry)) }}
              view={view}
            />
            <LeftOut machines={machines} view={view} />
          </>
        )}
      </>,
    )
  })
  routes.post('/people', addByHand)
  return routes
}

const accountsIn = ({ connections, identities }: Overview) => [...connections, ...identities].map(({ email }) => email)

const sumOf = (kept: readonly KeptOf[], what: 'mail' | 'meetings') => kept.reduce((sum, one) => sum + one[what], 0)

/** Seconds in which a time zone can be found in a long list. */
const slowly = 60

/** Some of the due first, so that they are among those drawn; of them as many by name as one letter has people. */
function orbitOrder(people: readonly Ranked[], named: number) {
  const due = people.filter(({ standing }) => standing.due)
  const near = people.filter(({ standing }) => !standing.due && standing.group !== 'left_out')
  const far = people.filter(({ standing }) => standing.group === 'left_out' && standing.silentDays !== undefined)
  return [...due.slice(0, drawnDue), ...near, ...due.slice(drawnDue), ...far]
    .filter(({ standing }) => standing.silentDays !== undefined)
    .map(({ person, standing }, index) => ({
      address: person.address,
      name: person.name,
      exclusions: person.exclusions,
      silentDays: standing.silentDays ?? 0,
      usualDays: person.relationship.typicalGapDays,
      due: standing.due,
      named: standing.due && index < named,
      weight: person.relationship.weight,
    }))
}

function LetterFacts({ user, line }: { user: User; line: Line }) {
  const { letterDay, letterHour, people, pausedUntil } = user.settings
  const place = placeOfUser(user)
  const words = peopleWordsFor(user).letter
  return (
    <section>
      <h2>{words.heading}</h2>
      <p class="big">
        <b>{words.when(weekday(letterDay, place), clock({ hour: letterHour }, place))}</b>
      </p>
      <p>
        {line.text} <a href="/letter">{line.link}</a>
      </p>
      <p class="meta">
        {words.facts({ address: cleanText(line.address), timeZone: user.timeZone, people })}{' '}
        {pausedUntil ? `${words.pausedUntil(wholeDate(Temporal.PlainDate.from(pausedUntil), place))} ` : ''}
        <a href="/settings">{words.change}</a>
      </p>
    </section>
  )
}

/** Where it is narrow, the foot of the page leads there. */
function Stored({ mail, meetings, place }: { mail: number; meetings: number; place: Place }) {
  const words = peopleWords(tongueOf(place)).stored
  return (
    <section class="roomy">
      <h2>{words.heading}</h2>
      <ul class="plain meta">
        <li>{words.kinds}</li>
        <li>{words.amounts(mail, meetings, place)}</li>
        <li>{words.never}</li>
        <li>
          <a href="/account">{words.see}</a>
        </li>
      </ul>
    </section>
  )
}
