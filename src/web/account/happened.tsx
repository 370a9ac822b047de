/** The log of one's own sign-ins, refusals and endings. */
import type { Happening } from '../../db/accounts/happenings.ts'
import type { Place } from '../../place.ts'
import { policy, sayLasting } from '../../policy.ts'
import { happeningWords } from '../../work/signing/happened.ts'
import { moment } from '../frame/words.ts'

/** So many stand on the page; the export has all. */
export const shownHappenings = 20

export function Happened({ happenings, place }: { readonly happenings: readonly Happening[]; readonly place: Place }) {
  return (
    <section id="signing">
      <h2>Signing in</h2>
      <p>
        <a href="/account/sessions">Where you are signed in</a> shows each browser and signs it out.
      </p>
      {happenings.length ? (
        <ul class="plain">
          {happenings.map((one) => (
            <li>
              {happeningWords(one)}
              {one.browser ? `, ${one.browser}` : ''}
              <span class="meta"> · {moment(one.at, place)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p class="soft">Nothing has happened yet.</p>
      )}
      <p class="meta">
        Kept for {sayLasting(policy.happenings.kept)}, the last {policy.happenings.most} at most: without addresses, and
        without where from. The newest {shownHappenings} are here, all of them in the export.
      </p>
    </section>
  )
}
