/** Names the two of an introduction again whose names went with an account, once what is connected knows them again. */
import type { Database } from '../../db/database.ts'
import { changeIntroduction, type IntroductionRow, listIntroductions } from '../../db/said/introductions.ts'
import type { Deps } from '../../deps.ts'
import type { Sketch } from '../../people/derive/types.ts'
import { newestAddress } from '../../people/newest-address.ts'
import type { Person } from '../../people/types.ts'
import { cleanText, normalise } from '../../text.ts'
import { addressesOf, allHashes } from './decide.ts'

/** What comes back for each introduction: by the hashes that stayed, so that a no holds and is seen. Reads only. */
export async function findNames(
  { db, seal }: Pick<Deps, 'db' | 'seal'>,
  userId: string,
  people: readonly Sketch[],
): Promise<(tx: Database) => Promise<void>> {
  const blank = (await listIntroductions(db, userId)).filter(isBlank)
  const wanted = new Set(blank.flatMap(({ oneHash, otherHash }) => [oneHash, otherHash]))
  const found = new Map<string, Person>()
  for (const sketch of wanted.size ? people : []) {
    const person = await sketch.person()
    for (const hash of await allHashes({ seal }, addressesOf(person))) if (wanted.has(hash)) found.set(hash, person)
  }
  return async (tx) => {
    for (const row of blank) {
      const [one, other] = [found.get(row.oneHash), found.get(row.otherHash)]
      const names = {
        ...(one && !row.oneAddress ? asOne(one) : {}),
        ...(other && !row.otherAddress ? asOther(other) : {}),
      }
      if (Object.keys(names).length) await changeIntroduction(tx, row, names)
    }
  }
}

const isBlank = ({ oneAddress, otherAddress }: IntroductionRow): boolean => !oneAddress || !otherAddress

const asOne = (person: Person) => ({
  oneAddress: normalise(newestAddress(person)),
  oneName: cleanText(person.name, 80),
})
const asOther = (person: Person) => ({
  otherAddress: normalise(newestAddress(person)),
  otherName: cleanText(person.name, 80),
})
