/** The log of one's own sign-ins, refusals and endings. */
import type { Happening } from '../../db/accounts/happenings.ts'
import { type Place, tongueOf } from '../../place.ts'
import { policy } from '../../policy.ts'
import { providerNamed, traits } from '../../providers/traits.ts'
import { moment } from '../frame/words.ts'
import { type AccountWords, accountWords } from './words/words.ts'

/** So many stand on the page; the export has all. */
export const shownHappenings = 20

export function Happened({ happenings, place }: { readonly happenings: readonly Happening[]; readonly place: Place }) {
  const { happened: words, sessions } = accountWords(tongueOf(place))
  return (
    <section id="signing">
      <h2>{words.title}</h2>
      <p>
        <a href="/account/sessions">{words.lead.label}</a> {words.lead.says}
      </p>
      {happenings.length ? (
        <ul class="plain">
          {happenings.map((one) => (
            <li>
              {happeningWords(one, words)}
              {one.browser ? `, ${sessions.browser(one.browser)}` : ''}
              <span class="meta"> · {moment(one.at, place)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p class="soft">{words.nothing}</p>
      )}
      <p class="meta">{words.kept(policy.happenings.kept, policy.happenings.most, shownHappenings)}</p>
    </section>
  )
}

type Words = AccountWords['happened']

/** What happened, in words for its owner. */
export function happeningWords({ kind, how }: Pick<Happening, 'kind' | 'how'>, words: Words): string {
  const said: Readonly<Record<Happening['kind'], () => string>> = {
    signed_in: () => words.signedIn(wayOf(how, words)),
    way_added: () => words.wayAdded(wayOf(how, words)),
    link_sent: () => words.linkSent,
    link_refused: () => oneOf(words.linkRefused, how),
    refused: () => oneOf(words.refused, how),
    session_ended: () => oneOf(words.ended, how),
    pass_made: () => oneOf(words.passMade, how),
    pass_ended: () => oneOf(words.passEnded, how),
    disconnected: () => words.disconnected(wayOf(how, words)),
  }
  return said[kind]()
}

function wayOf(how: string, { ways }: Words): string | undefined {
  const provider = providerNamed(how)
  if (provider) return traits[provider].label
  return how === 'link' || how === 'files' ? ways[how] : undefined
}

/** The one that is meant, or what is said of all others. */
function oneOf<const Said extends { readonly other: string }>(said: Said, how: string): string {
  const known: ReadonlyMap<string, string> = new Map(Object.entries(said))
  return known.get(how) ?? said.other
}
