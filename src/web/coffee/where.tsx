/** The line that says where the two meet in person: filled in with where they met before, and never needed. */
import { cleanText } from '../../text.ts'
import type { Planning } from './planning.ts'

/** As long as a place on a map is called. */
export const longestWhere = 120

export function Where({ planning: { table, where } }: { planning: Planning }) {
  return (
    <div class={table.video ? 'field where apart' : 'field where'}>
      <label for="where">Where</label>
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
      <p class="meta tight">
        {table.places.length
          ? 'Where you two met before; change it, or leave it empty.'
          : 'For meeting in person: a café you both know, say. Left empty, nothing is said of it.'}
      </p>
    </div>
  )
}
