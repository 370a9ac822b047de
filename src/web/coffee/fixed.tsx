/** A coffee that is in both calendars: moving it, calling it off, and another one in its place. */
import type { Coffee } from '../../db/coffees.ts'
import { type Place, tongueOf } from '../../place.ts'
import type { Table } from '../../work/coffee/table.ts'
import { PostForm } from '../frame/layout.tsx'
import { clockTime, shortDate } from '../frame/words.ts'
import { isKept } from './kept.tsx'
import { timesOf } from './planning.ts'
import { coffeeWords } from './words/words.ts'

export const isFixed = ({ state }: Coffee): boolean => state === 'invited' || state === 'accepted'

interface FixedProps {
  readonly coffee: Coffee
  /** The guest's first name. */
  readonly name: string
  readonly path: string
  readonly csrf: string
  readonly table: Table
  readonly place: Place
}

export function Fixed(props: FixedProps) {
  const { coffee, name, path, csrf, table, place } = props
  const words = coffeeWords(tongueOf(place)).fixed
  const kept = isKept(coffee)
  if (coffee.pending) return null
  if (!table.mayChange) return <p class="meta">{words.byHand(name, kept)}</p>
  const hidden = (next: string) => ({ act: 'cancel', coffee: coffee.id, next })
  return (
    <>
      <Move {...props} />
      <details class="more">
        <summary>{words.callOff}</summary>
        <p class="meta">{words.callingOff(name, kept)}</p>
        <div class="pair">
          <PostForm action={path} csrf={csrf} hidden={hidden('')}>
            <button type="submit" class="q small">
              {words.callOff}
            </button>
          </PostForm>
          <PostForm action={path} csrf={csrf} hidden={hidden('new')}>
            <button type="submit" class="q small">
              {words.callOffAndPlan}
            </button>
          </PostForm>
        </div>
      </details>
    </>
  )
}

function Move({ coffee, name, path, csrf, table, place }: FixedProps) {
  const times = timesOf(table)
  if (!times.length) return null
  const words = coffeeWords(tongueOf(place)).fixed
  return (
    <details class="more">
      <summary>{words.moveTo}</summary>
      <PostForm action={path} csrf={csrf} hidden={{ act: 'move', coffee: coffee.id }}>
        <fieldset class="choices">
          <legend>{words.anotherTime}</legend>
          {times.map(({ start }, index) => (
            <label class="pick">
              <input type="radio" name="slot" value={start.toString()} checked={index === 0} />
              <span>
                <b>{shortDate(start, place)}</b>
              </span>
              <span class="tz">
                <b>{clockTime(start, place)}</b>
              </span>
            </label>
          ))}
        </fieldset>
        <p class="meta">{words.moving(name, isKept(coffee))}</p>
        <button type="submit" class="q small">
          {words.move}
        </button>
      </PostForm>
    </details>
  )
}
