/** One group of people on a page of its own, which a narrow screen leads to. */
import type { Standing } from '../../people/types.ts'
import { number, placeOfUser } from '../../place.ts'
import type { PeopleView, Ranked, Some } from '../frame/view.ts'
import { groups, Table } from './rows.tsx'
import { peopleWordsFor } from './words.ts'

export const groupPage = 100

const all: readonly Standing['group'][] = ['soon', ...groups]

/** The group that `?group=` names and the page of it that `?page=` does; undefined for whatever else. */
export function onlyOf(group: string | undefined, page: string | undefined): PeopleView['only'] {
  const known = all.find((one) => one === group)
  return known && { group: known, page: /^[1-9]\d{0,3}$/.test(page ?? '') ? Number(page) : 1 }
}

/** The page of a group that is shown, where it has so many people. */
export const pageOf = ({ page }: NonNullable<PeopleView['only']>, amount: number): number =>
  Math.min(page, Math.max(1, Math.ceil(amount / groupPage)))

/** One group whole, a hundred at a time; `entries.first` are those of this page. */
export function OneGroup({ entries, view }: { entries: Some<Ranked>; view: PeopleView }) {
  if (!view.only) return null
  const { group } = view.only
  const words = peopleWordsFor(view.user)
  const last = Math.max(1, Math.ceil(entries.length / groupPage))
  const page = pageOf(view.only, entries.length)
  const at = (other: number) => `/people?group=${group}&page=${other}`
  return (
    <section>
      <h1>
        {words.groups[group]} <span class="soft">{number(entries.length, placeOfUser(view.user))}</span>
      </h1>
      <Table entries={entries.first} view={view} />
      <p class="acts">
        {page > 1 ? <a href={at(page - 1)}>{words.before}</a> : null}
        {page < last ? <a href={at(page + 1)}>{words.next}</a> : null}
        <a href="/people">{words.toEveryone}</a>
      </p>
    </section>
  )
}
