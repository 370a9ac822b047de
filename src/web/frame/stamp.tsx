/** The postmark beside a name: initials and colours that stay the same for one address. */
import { initials } from './words.ts'

export function Stamp({ person }: { person: { readonly name: string; readonly address: string } }) {
  return (
    <span class="stamp" aria-hidden="true">
      <b>{initials(person)}</b>
    </span>
  )
}
