/** The addresses of one person, and who may be the same human. */
import type { KnownPerson } from '../../db/people.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { reasonIn } from '../../people/reasons.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import type { PersonView } from '../frame/view.ts'
import { day, nameOf } from '../frame/words.ts'
import { Wish } from './decisions.tsx'
import { personWordsFor } from './words.ts'

/** `still`: the page asks nothing. */
export function Addresses({ view, still = false }: { view: PersonView; still?: boolean }) {
  const { person, user } = view
  const words = personWordsFor(user).addresses
  const place = placeOfUser(user)
  return (
    <section>
      <h2>{words.heading(person.addresses.length)}</h2>
      <ul class="plain">
        {person.addresses.map(({ address, reason, firstAt, lastAt }) => (
          <li>
            <span class="address">{cleanText(address)}</span>
            <p class="meta tight">
              {words.used(cleanText(reasonIn(tongueOf(place), reason), 200), {
                from: day(firstAt, place),
                to: day(lastAt, place),
              })}
            </p>
            {!still && address === person.relationship.quietAddress ? <p class="meta tight">{words.quiet}</p> : null}
            {still || address === person.address ? null : (
              <div class="pair">
                <span class="meta">{words.right}</span>
                <Wish
                  view={view}
                  verb="split"
                  label={words.notRight}
                  aria={words.notRightAria(cleanText(address))}
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
  const { person, user } = view
  const words = personWordsFor(user).addresses
  return (
    <section id="same">
      <h2>{words.same}</h2>
      {asked ? null : <WhoElse view={view} others={others} />}
      <form method="get" action={`/people/${person.id}#same`} class="line">
        <label for="same-search">{words.find}</label>
        <input id="same-search" type="text" name="same" value={search} autocomplete="off" />
        <button type="submit" class="q small">
          {words.search}
        </button>
      </form>
      {search && !alike.length ? <p class="soft">{words.nobody(search)}</p> : null}
      <ul class="plain">
        {alike.map((other) => (
          <li>
            {nameOf(other)} <span class="meta">{cleanText(other.address)}</span>
            <Wish view={view} verb="merge" label={words.samePerson} quiet hidden={{ with: other.id }} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Whether addresses that may be theirs are: asked in one place of the page, and not again once it is answered. */
export function WhoElse({ view, others }: Pick<SamePersonProps, 'view' | 'others'>) {
  const { person, user } = view
  const words = personWordsFor(user).addresses
  const nameAt = (address: string) => {
    const other = others.find(({ addresses }) => addresses.some((one) => one.address === address))
    return other ? `${nameOf(other)}, ${cleanText(address)}` : cleanText(address)
  }
  return person.maybe.length ? (
    <>
      <p>{words.whose(firstNameOf(person), person.maybe.length)}</p>
      <ul class="plain">
        {person.maybe.map(({ address, reason }) => (
          <li>
            {nameAt(address)} <span class="meta">{cleanText(reasonIn(tongueOf(placeOfUser(user)), reason), 200)}</span>
            <div class="pair">
              <Wish view={view} verb="merge" label={words.yes} quiet hidden={{ with: address }} />
              <Wish view={view} verb="split" label={words.no} quiet hidden={{ with: address }} />
            </div>
          </li>
        ))}
      </ul>
    </>
  ) : null
}
