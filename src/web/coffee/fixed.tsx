/** A coffee that is in both calendars: moving it, calling it off, and another one in its place. */
import type { Coffee } from '../../db/coffees.ts'
import type { Place } from '../../place.ts'
import type { Table } from '../../work/coffee/table.ts'
import { PostForm } from '../frame/layout.tsx'
import { clockTime, shortDate } from '../frame/words.ts'
import { isKept } from './kept.tsx'
import { timesOf } from './planning.ts'

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
  const { coffee, name, path, csrf, table } = props
  if (coffee.pending) return null
  if (!table.mayChange)
    return (
      <p class="meta">
        To move it or to call it off, use your own calendar{isKept(coffee) ? '' : `, which tells ${name}`}; this page
        follows what stands there.
      </p>
    )
  const hidden = (next: string) => ({ act: 'cancel', coffee: coffee.id, next })
  return (
    <>
      <Move {...props} />
      <details class="more">
        <summary>Call it off</summary>
        <p class="meta">
          It leaves your calendar, and {isKept(coffee) ? `${name} hears of it from you` : `your calendar tells ${name}`}
          . There is time to undo it. “Plan another” below keeps this one.
        </p>
        <div class="pair">
          <PostForm action={path} csrf={csrf} hidden={hidden('')}>
            <button type="submit" class="q small">
              Call it off
            </button>
          </PostForm>
          <PostForm action={path} csrf={csrf} hidden={hidden('new')}>
            <button type="submit" class="q small">
              Call it off and plan another
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
  return (
    <details class="more">
      <summary>Move it to another time</summary>
      <PostForm action={path} csrf={csrf} hidden={{ act: 'move', coffee: coffee.id }}>
        <fieldset class="choices">
          <legend>Another time</legend>
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
        <p class="meta">
          {isKept(coffee)
            ? `Your calendar follows, and ${name} hears of it from you.`
            : `Both calendars follow, and yours tells ${name}.`}{' '}
          There is time to undo it.
        </p>
        <button type="submit" class="q small">
          Move it
        </button>
      </PostForm>
    </details>
  )
}
