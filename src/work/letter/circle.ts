/** Who is there, for a letter that can name nobody: the closest by name, and how the owner and all of them are in touch. */
import type { KnownPerson } from '../../db/people.ts'
import type { Circle } from '../../letter/compose.ts'
import type { Notice } from '../../letter/types.ts'
import { wordsIn } from '../../letter/words/words.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { isTie } from '../../people/judge/gate.ts'
import { rank } from '../../people/judge/rank.ts'
import type { Exclusion, Standing } from '../../people/types.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { noticePaths } from '../mail/links.ts'
import type { Sources } from './sources/sources.ts'

interface One {
  readonly person: KnownPerson
  readonly standing: Standing
}

/** Everybody whom the owner really writes to and who may be named somewhere, the closest first. */
async function around({ circle, at, accounts, user }: Sources): Promise<readonly One[]> {
  const { readBackTo } = accounts
  return (await circle.everybody())
    .filter((person) => isTie(person) && person.state === 'active' && person.exclusions.every(isShortOnly))
    .map((person) => ({ person, standing: rank(person, at, readBackTo, placeOfUser(user)) }))
    .toSorted((a, b) => b.standing.strength - a.standing.strength || (a.person.id < b.person.id ? -1 : 1))
}

/** Of a few weeks everything is one matter so far. */
const isShortOnly = ({ kind }: Exclusion) => kind === 'one_matter'

/** For the first letter of a mailbox in which nobody is to be named. */
export async function circleOf(
  sources: Sources,
): Promise<{ readonly circle: Circle; readonly notices: readonly Notice[] }> {
  const all = await around(sources)
  const farthest = all
    .filter(({ standing }) => standing.silentDays !== undefined && !standing.unsure)
    .toSorted((a, b) => (b.standing.silentDays ?? 0) - (a.standing.silentDays ?? 0))[0]
  const days = farthest?.standing.silentDays
  const longest = farthest && days !== undefined ? { name: cleanText(farthest.person.name, 80), days } : undefined
  const first = farthest && firstNameOf(farthest.person)
  const words = wordsIn(tongueOf(placeOfUser(sources.user))).notices
  return {
    circle: {
      count: all.length,
      names: all.slice(0, mostNames).map(({ person }) => cleanText(person.name, 60)),
      ...(longest ? { longest } : {}),
    },
    notices:
      farthest && first && all.length > 1
        ? [
            {
              text: words.helloTo(first),
              links: [{ label: words.writeOrCoffee(first), path: noticePaths.coffee(farthest.person.id) }],
            },
          ]
        : [],
  }
}

/** The people who matter most are all in touch with the owner, each as often as is usual for the two. */
export async function areAllInTouch(sources: Sources): Promise<boolean> {
  const closest = (await around(sources)).slice(0, closestCount)
  return closest.length >= fewest && closest.every(({ standing }) => standing.group === 'in_touch')
}

const mostNames = 5
const closestCount = 8
/** Of fewer than this nobody can say that they are the people who matter. */
const fewest = 3
