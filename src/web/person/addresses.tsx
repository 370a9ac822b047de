/** The addresses of one person, and who may be the same human. */
import type { KnownPerson } from '../../db/people.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { placeOfUser } from '../../place.ts'
import { cleanText } from '../../text.ts'
import type { PersonView } from '../frame/view.ts'
import { day, nameOf } from '../frame/words.ts'
import { Wish } from './decisions.tsx'

/** `still`: the page asks nothing. */
export function Addresses({ view, still = false }: { view: PersonView; still?: boolean }) {
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
            {!still && address === person.relationship.quietAddress ? (
              <p class="meta tight">Nothing from this address for a year. Do you have another?</p>
            ) : null}
            {still || address === person.address ? null : (
              <div class="pair">
                <span class="meta">Is this right?</span>
                <Wish
                  view={view}
                  verb="split"
                  label="Not right"
                  aria={`Not right: ${cleanText(address)} is somebody else’s`}
                  quiet
                  hidden={{ with: address }}
                />
              </div>
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
  /** The question stands at the top of the page already. */
  readonly asked: boolean
}

/** Who may be the same human: by what is known, or found by the owner. */
export function SamePerson({ view, others, search, alike, asked }: SamePersonProps) {
  const { person } = view
  return (
    <section id="same">
      <h2>The same person?</h2>
      {asked ? null : <WhoElse view={view} others={others} />}
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

/** Whether addresses that may be theirs are: asked in one place of the page, and not again once it is answered. */
export function WhoElse({ view, others }: Pick<SamePersonProps, 'view' | 'others'>) {
  const { person } = view
  const nameAt = (address: string) => {
    const other = others.find(({ addresses }) => addresses.some((one) => one.address === address))
    return other ? `${nameOf(other)}, ${cleanText(address)}` : cleanText(address)
  }
  return person.maybe.length ? (
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
  ) : null
}
