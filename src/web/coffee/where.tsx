/** The line that says where the two meet in person: filled in with where they met before, and never needed. */
import { cleanText } from '../../text.ts'
import type { Planning } from './planning.ts'
import { coffeeWordsFor } from './words/words.ts'

/** As long as a place on a map is called. */
export const longestWhere = 120

export function Where({ planning: { table, user, where } }: { planning: Planning }) {
  const words = coffeeWordsFor(user).form
  return (
    <div class={table.video ? 'field where apart' : 'field where'}>
      <label for="where">{words.where}</label>
      <input
        id="where"
        name="where"
        type="text"
        maxlength={longestWhere}
        value={where}
        list="places"
        autocomplete="off"
      />
      <datalist id="places">
        {table.places.map((place) => (
          <option value={cleanText(place, longestWhere)} />
        ))}
      </datalist>
      <p class="meta tight">{table.places.length ? words.metThere : words.anywhere}</p>
    </div>
  )
}
