/** The lists of the people page beside the due: everyone by group, who is seen only, and what a search finds. */
import { raw } from 'hono/html'
import { mapInTurns } from '../../breathe.ts'
import type { KnownPerson } from '../../db/people.ts'
import { monthsUpTo } from '../../letter/say/months.ts'
import type { Standing } from '../../people/types.ts'
import { number, placeOfUser } from '../../place.ts'
import { month as restMonth } from '../../spans.ts'
import { cleanText } from '../../text.ts'
import { Strip } from '../frame/strip.tsx'
import type { PeopleView, Ranked, Some } from '../frame/view.ts'
import { ago, day, nameOf } from '../frame/words.ts'
import { Machines } from './left-out.tsx'
import { peopleWordsFor } from './words.ts'

const shownOthers = 30

/** The groups beside those who are due. */
export const groups = ['in_touch', 'resting', 'left_out'] as const

/** Everyone who is not due: a few of each group first, all on request. */
export function Everyone({ entries, view }: { entries: ByGroup; view: PeopleView }) {
  const words = peopleWordsFor(view.user)
  const byGroup = groups.map((group) => ({ group, title: words.groups[group], all: entries[group] }))
  const amount = byGroup.reduce((sum, { all }) => sum + all.length, 0)
  if (!amount) return null
  const shares = view.all ? byGroup.map(({ all }) => all.length) : share(byGroup.map(({ all }) => all.length))
  const hidden = shares.reduce((rest, shown) => rest - shown, amount)
  return (
    <section id="everyone">
      {view.all ? null : <Groups groups={byGroup} view={view} />}
      {byGroup.map(({ title, all }, index) =>
        all.first.length ? (
          <div class={view.all ? undefined : 'roomy'}>
            <h2>
              {title} <span class="soft">{number(all.length, placeOfUser(view.user))}</span>
            </h2>
            <Table entries={all.first.slice(0, shares[index])} view={view} />
          </div>
        ) : null,
      )}
      {hidden > 0 ? (
        <p>
          <a href="/people?all=1#everyone">{words.all(amount, placeOfUser(view.user))}</a>
        </p>
      ) : null}
    </section>
  )
}

/** Everyone who is not due, each group in its order. */
export type ByGroup = Readonly<Record<(typeof groups)[number], Some<Ranked>>>

interface Group {
  readonly group: Standing['group']
  readonly title: string
  readonly all: Some<Ranked>
}

/** What a narrow screen has in place of the tables: each group by a link to a page of its own. */
function Groups({ groups, view }: { groups: readonly Group[]; view: PeopleView }) {
  return (
    <div class="narrow">
      <h2>{peopleWordsFor(view.user).everyoneElse}</h2>
      <ul class="plain">
        {groups
          .filter(({ all }) => all.length)
          .map(({ group, title, all }) => (
            <li class="row">
              <a href={`/people?group=${group}`}>{title}</a>
              <span class="soft">{number(all.length, placeOfUser(view.user))}</span>
            </li>
          ))}
      </ul>
    </div>
  )
}

/** Ten of each group, and what is left of thirty to the first ones. */
export function share(sizes: readonly number[]): number[] {
  const least = sizes.map((size) => Math.min(size, shownOthers / 3))
  let left = shownOthers - least.reduce((sum, size) => sum + size, 0)
  return sizes.map((size, index) => {
    const more = Math.min(left, size - (least[index] ?? 0))
    left -= more
    return (least[index] ?? 0) + more
  })
}

/** Each row is made into text in its turn: there may be thousands. */
export async function Table({ entries, view }: { entries: readonly Ranked[]; view: PeopleView }) {
  const alike = namesakes(entries)
  const words = peopleWordsFor(view.user).table
  const rows = await mapInTurns(entries, (entry) => (<Row entry={entry} alike={alike} view={view} />).toString())
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.years}</th>
          <th scope="col">{words.last}</th>
          <th scope="col">{words.now}</th>
        </tr>
      </thead>
      <tbody>{raw(rows.join(''))}</tbody>
    </table>
  )
}

function lastWords({ relationship: { lastAt } }: KnownPerson, { reach }: Standing, { now, user }: PeopleView): string {
  const words = peopleWordsFor(user)
  if (!lastAt) return words.notYet
  const when = ago(lastAt, now, placeOfUser(user))
  return reach ? words.lastKnown(when) : when
}

interface RowProps {
  readonly entry: Ranked
  readonly alike: ReadonlySet<string>
  readonly view: PeopleView
}

function Row({ entry: { person, standing }, alike, view }: RowProps) {
  const { now, user } = view
  return (
    <tr>
      <th scope="row">
        <a href={`/people/${person.id}`}>
          {nameOf(person)}
          {alike.has(nameOf(person)) ? <small class="address">, {cleanText(person.address)}</small> : null}
        </a>
      </th>
      <td class="hc">
        <Strip
          name={nameOf(person)}
          contacts={monthsUpTo(person.relationship, { now, timeZone: user.timeZone })}
          now={now}
          place={placeOfUser(user)}
        />
      </td>
      <td>{lastWords(person, standing, view)}</td>
      <td>
        {standing.due
          ? (view.cooling.get(person.id) ?? <b class="hot">{peopleWordsFor(user).standing.soon}</b>)
          : nowWords(person, standing, view)}
      </td>
    </tr>
  )
}

/** Names that more than one of them has: there the address says who is who. */
function namesakes(entries: readonly Ranked[]): ReadonlySet<string> {
  const names = entries.map(({ person }) => nameOf(person))
  const seen = new Set<string>()
  return new Set(names.filter((name) => seen.size === seen.add(name).size))
}

function nowWords(person: KnownPerson, { group, why, reach }: Standing, { now, user }: PeopleView): string {
  const words = peopleWordsFor(user)
  if (person.state === 'elsewhere') return words.elsewhere
  if (person.state === 'let_go') return words.notSuggested
  if (group === 'resting')
    return person.restUntil
      ? words.restingUntil(restMonth(person.restUntil, now, placeOfUser(user)))
      : words.standing.resting
  const { plannedAt } = person.relationship
  if (group === 'in_touch' && plannedAt && plannedAt.epochMilliseconds > now.epochMilliseconds)
    return words.meetingOn(day(plannedAt, placeOfUser(user)))
  return group === 'in_touch' && !reach ? words.standing.in_touch : cleanText(why, 200)
}

const mostOneSided = 500

/** People seen on mail or meetings with whom contact never went both ways: a number first, names on request. */
export function OneSided({ entries, view }: { entries: Some<Ranked>; view: PeopleView }) {
  if (!entries.length) return null
  const words = peopleWordsFor(view.user).seenOnly
  return (
    <section id="one-sided">
      <h2>
        {words.heading} <span class="soft">{number(entries.length, placeOfUser(view.user))}</span>
      </h2>
      <p class="meta">{view.all ? words.about : words.aboutWithLink('/people?all=1#one-sided')}</p>
      {view.all ? <Table entries={entries.first.slice(0, mostOneSided)} view={view} /> : null}
    </section>
  )
}

/** The search field, and below it what it found. */
export function Search({
  view,
  people,
  machines,
}: {
  view: PeopleView
  people: readonly Ranked[]
  machines: readonly KnownPerson[]
}) {
  const { query } = view
  const words = peopleWordsFor(view.user)
  const found = query ? people.filter(({ person }) => matches(person, query)) : []
  const foundMachines = query ? machines.filter((machine) => matches(machine, query)) : []
  return (
    <section>
      <search>
        <form method="get" action="/people" class="search">
          <label for="q" class="spoken">
            {words.search.label}
          </label>
          <input id="q" name="q" type="search" value={query} autocomplete="off" placeholder={words.search.hint} />
          <button type="submit" class="q">
            {words.search.button}
          </button>
        </form>
      </search>
      {query ? (
        <>
          <h1>{(found.length + foundMachines.length ? words.search.found : words.search.nobody)(query)}</h1>
          {found.length ? <Table entries={found.slice(0, 100)} view={view} /> : null}
          {foundMachines.length ? <Machines machines={foundMachines.slice(0, 100)} view={view} /> : null}
          <p>
            <a href="/people">{words.toEveryone}</a>
          </p>
        </>
      ) : null}
    </section>
  )
}

/** Whether a name or an address of the person holds the words. */
export function matches(
  person: Pick<KnownPerson, 'name'> & { readonly addresses: readonly { readonly address: string }[] },
  query: string,
): boolean {
  const wanted = query.toLowerCase()
  return person.name.toLowerCase().includes(wanted) || person.addresses.some(({ address }) => address.includes(wanted))
}
