/** Asks whether an address is the owner's as well: found in mail, and assumed by nobody. */
import { placeOfUser, tongueOf } from '../../place.ts'
import { mayBeOwn } from '../../work/people/own-address.ts'
import { OwnAddress } from '../frame/own-address.tsx'
import type { PersonView } from '../frame/view.ts'

/** On the page of whoever it would be; nothing for everybody else. */
export function OwnQuestion({ view: { person, csrf, user } }: { view: PersonView }) {
  if (!mayBeOwn(person)) return null
  return (
    <OwnAddress
      addresses={person.addresses.map(({ address }) => address)}
      csrf={csrf}
      tongue={tongueOf(placeOfUser(user))}
    />
  )
}
