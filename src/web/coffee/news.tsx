/** What a guest did with the times they were offered, above the coffee page, until its owner has looked at it. */
import type { KnownPerson } from '../../db/people.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { type Place, tongueOf } from '../../place.ts'
import { choiceWords } from '../../work/coffee/choices.ts'
import type { Table } from '../../work/coffee/table.ts'
import { PostForm } from '../frame/layout.tsx'
import { coffeeWords } from './words/words.ts'

interface NewsProps {
  readonly table: Pick<Table, 'news' | 'stopped'>
  readonly person: KnownPerson
  readonly path: string
  readonly csrf: string
  readonly place: Place
}

export function News({ table: { news, stopped }, person, path, csrf, place }: NewsProps) {
  if (!news && !stopped) return null
  const words = coffeeWords(tongueOf(place)).news
  return (
    <div class="notice" role="status" id="news">
      {news && !(stopped && news.news?.act === 'stop') ? (
        <PostForm action={`${path}#news`} csrf={csrf} hidden={{ act: 'seen' }}>
          <p>{choiceWords(news, place, person)}</p>
          <button type="submit" class="q small">
            {words.seen}
          </button>
        </PostForm>
      ) : null}
      {stopped ? (
        <PostForm action={`${path}#news`} csrf={csrf} hidden={{ act: 'pages' }}>
          <p>{words.stopped(firstNameOf(person))}</p>
          <button type="submit" class="q small">
            {words.again}
          </button>
        </PostForm>
      ) : null}
    </div>
  )
}
