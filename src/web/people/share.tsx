/** Where something arrives that another app shared: a form is filled with it, and nothing is changed before somebody sends it. */
import { Hono } from 'hono'
import { findPersonByAddress, type KnownPerson, listPeople } from '../../db/people.ts'
import type { Tongue } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { render } from '../frame/layout.tsx'
import { queryOf } from '../frame/path.ts'
import { type Env, type Page, readInOneGo, requireUser } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import { nameOf } from '../frame/words.ts'
import { AddByHand } from './close.tsx'
import { matches } from './rows.tsx'
import { readShared, type Shared } from './shared.ts'
import { peopleWords } from './words.ts'

export function shareRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/share', readInOneGo, show)
  return routes
}

/** More that bear a name are found by more of the name. */
const mostNamed = 12

async function show(c: Page) {
  const { db } = c.get('deps')
  const user = requireUser(c)
  const shared = readShared(['title', 'text', 'url'].map((name) => queryOf(c, name)))
  const query = cleanText(queryOf(c, 'q') ?? '', 80)
  const known = shared.address ? await findPersonByAddress(db, user.id, shared.address.address) : undefined
  const named = shared.line && !known ? namedIn(await listPeople(db, user.id), shared, query) : []
  const { address, line } = shared
  const tongue = tongueOn(c)
  const { share: words, search } = peopleWords(tongue)
  return render(
    c,
    { title: words.title, at: 'people' },
    <>
      <h1>{line ? words.heading : words.nothing}</h1>
      {line ? (
        <>
          <blockquote class="address">{line}</blockquote>
          <p class="lede">{words.notKept}</p>
        </>
      ) : (
        <p class="lede">{words.how}</p>
      )}
      {known ? <Named people={[known]} line={line} tongue={tongue} /> : null}
      {address && !known ? (
        <AddByHand
          csrf={c.get('csrf')}
          tongue={tongue}
          filled={{ name: address.name ?? '', address: address.address }}
        />
      ) : null}
      {line && !known ? (
        <section>
          <h2>{words.note}</h2>
          <Named people={named} line={line} tongue={tongue} />
          <search>
            <form method="get" action="/share" class="search">
              <input type="hidden" name="text" value={line} />
              <label for="q">{words.whom}</label>
              <input id="q" name="q" type="search" value={query} autocomplete="off" />
              <button type="submit" class="q">
                {search.button}
              </button>
            </form>
          </search>
          {query && !named.length ? <p class="soft">{words.nobody(query)}</p> : null}
        </section>
      ) : null}
      <p>
        <a href="/people">{words.toPeople}</a>
      </p>
    </>,
  )
}

/** Whom the search finds; without one, whoever is named in the line by their whole name. */
function namedIn(people: readonly KnownPerson[], { line }: Shared, query: string): readonly KnownPerson[] {
  const text = line.toLowerCase()
  const found = people.filter((one) =>
    query ? matches(one, query) : one.name.includes(' ') && text.includes(one.name.toLowerCase()),
  )
  return found.filter(({ kind }) => kind === 'person').slice(0, mostNamed)
}

/** Each leads to the form for notes on their page, filled with the line; of whoever has died nothing new is noted. */
function Named({ people, line, tongue }: { people: readonly KnownPerson[]; line: string; tongue: Tongue }) {
  const several = new Set(people.map(nameOf)).size < people.length
  return people.length ? (
    <ul class="plain">
      {people.map((person) => {
        const called = several ? `${nameOf(person)}, ${cleanText(person.address)}` : nameOf(person)
        const page = `/people/${encodeURIComponent(person.id)}`
        return (
          <li>
            {person.state === 'died' ? (
              <a href={page}>{called}</a>
            ) : (
              <a class="btn q small" href={`${page}?note=${encodeURIComponent(line)}#notes`}>
                {peopleWords(tongue).share.noteFor(called)}
              </a>
            )}
          </li>
        )
      })}
    </ul>
  ) : null
}
