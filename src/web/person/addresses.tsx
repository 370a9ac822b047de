/** The addresses of one person, and who may be the same human. */
import type { KnownPerson } from '../../db/people.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { placeOfUser } from '../../place.ts'
import { cleanText } from '../../text.ts'
import type { PersonView } from '../frame/view.ts'
import { day, nameOf } from '../frame/words.ts'
import { Wish } from './decisions.tsx'

export function Addresses({ view }: { view: PersonView }) {
  const { person, user } = view
  return (
    <section>
      <h2>{person.addresses.length > 1 ? 'Addresses' : 'Address'}</h2>
      <ul class="plain">
        {person.addresses.map(({ address, reason, firstAt, lastAt }) => (
          <li>
            <span class="address">{cleanText(address)}</span>
            <p class="meta tight">
              {reason ? `${cleanText(reason, 200)}. ` : ''}
              {day(firstAt, placeOfUser(user))} to {day(lastAt, placeOfUser(user))}
            </p>
            {address === person.relationship.quietAddress ? (
              <p class="meta tight">Nothing from this address for a year. Do you have another?</p>
            ) : null}
            {address === person.address ? null : (
              <Wish view={view} verb="split" label="Not this person" quiet hidden={{ with: address }} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

interface SamePersonProps {
  readonly view: PersonView
  readonly others: readonly KnownPerson[]
  readonly search: string
  readonly alike: readonly KnownPerson[]
}

/** Who may be the same human: by what is known, or found by the owner. */
export function SamePerson({ view, others, search, alike }: SamePersonProps) {
  const { person } = view
  const nameAt = (address: string) => {
    const other = others.find(({ addresses }) => addresses.some((one) => one.address === address))
    return other ? `${nameOf(other)}, ${cleanText(address)}` : cleanText(address)
  }
  return (
    <section id="same">
      <h2>The same person?</h2>
      {person.maybe.length ? (
        <>
          <p>
            Are {person.maybe.length > 1 ? 'these' : 'both'} addresses {firstNameOf(person)}’s?
          </p>
          <ul class="plain">
            {person.maybe.map(({ address, reason }) => (
              <li>
                {nameAt(address)} <span class="meta">{cleanText(reason, 200)}</span>
                <div class="pair">
                  <Wish view={view} verb="merge" label="The same" quiet hidden={{ with: address }} />
                  <Wish view={view} verb="split" label="Somebody else" quiet hidden={{ with: address }} />
                </div>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <form method="get" action={`/people/${person.id}#same`} class="line">
        <label for="same-search">Find another entry of theirs</label>
        <input id="same-search" type="text" name="same" value={search} autocomplete="off" />
        <button type="submit" class="q small">
          Search
        </button>
      </form>
      {search && !alike.length ? <p class="soft">Nobody found for “{search}”.</p> : null}
      <ul class="plain">
        {alike.map((other) => (
          <li>
            {nameOf(other)} <span class="meta">{cleanText(other.address)}</span>
            <Wish view={view} verb="merge" label="The same person" quiet hidden={{ with: other.id }} />
          </li>
        ))}
      </ul>
    </section>
  )
}
