/** The rule of each kind of talking point, as a sentence on what is wrong, or undefined where it holds. */
import { Temporal } from 'temporal-polyfill'
import type { Interaction } from './export.ts'
import type { Case } from './recount.ts'
import { bare } from './words.ts'

type Rule = (one: Case) => string | undefined

const ms = (one: Interaction) => Date.parse(one.at)
const last = <T>(list: readonly T[]) => list.at(-1)
const threadOf = (one: Interaction) => one.sources[0]?.threadId
const dayMs = 86_400_000
/** Contact with the person themselves, and not only beside them on the same mail. */
const withThem = ({ history, personId }: Case) =>
  history.filter((one) => one.kind !== 'received' || one.from === personId)
const toThem = ({ history }: Case) => history.filter(({ kind }) => kind !== 'received')

export const rules: Readonly<Record<string, Rule>> = {
  owed_reply(one) {
    const message = last(one.cited)
    if (message?.kind !== 'received' || message.from !== one.personId) return 'the last word is not theirs'
    if (message.groupSize > 5) return 'it went to many'
    return toThem(one).some((other) => ms(other) > ms(message)) ? 'the owner has been in touch since' : undefined
  },
  unanswered(one) {
    const message = last(one.cited)
    if (message?.kind !== 'sent') return 'the last word is not the owner’s'
    return withThem(one).some((other) => ms(other) > ms(message)) ? 'something came after it' : undefined
  },
  shared_meetings(one) {
    if (one.cited.some(({ kind }) => kind !== 'met')) return 'not all of it are meetings'
    const titles = new Set(one.cited.map(({ seriesId, title }) => seriesId ?? bare(title ?? '')))
    const all = one.history.filter(({ kind }) => kind === 'met')
    const same = all.filter(({ seriesId, title }) => titles.has(seriesId ?? bare(title ?? '')))
    const lastYear = all.filter((meeting) => Date.parse(one.at) - ms(meeting) <= 366 * dayMs)
    return [all.length, same.length, lastYear.length].includes(one.cited.length)
      ? undefined
      : `there were ${all.length} meetings, ${same.length} of that series`
  },
  series_ended(one) {
    const [series] = new Set(one.cited.map(({ seriesId }) => seriesId))
    if (!series || one.cited.some((meeting) => meeting.seriesId !== series)) return 'not one series'
    const end = Math.max(...one.cited.map(ms))
    const all = one.history.filter(({ seriesId }) => seriesId === series)
    if (all.some((meeting) => ms(meeting) > end)) return 'the series went on'
    return Date.parse(one.at) - end >= 14 * dayMs ? undefined : 'it ran until just now'
  },
  last_thread(one) {
    const end = last(one.cited)
    const thread = end && threadOf(end)
    if (!thread) return 'no thread'
    const newest = one.history.map(({ at }) => at.slice(0, 10)).reduce((a, b) => (a > b ? a : b), '')
    if (!one.cited.some(({ at }) => at.startsWith(newest))) return 'what came last is not cited'
    const wanted = /each other|You last wrote|Your last thread/.test(one.point.text)
      ? ['sent', 'received']
      : [/hey wrote to you/.test(one.point.text) ? 'received' : 'sent']
    const subject = bare(end.title ?? '').toLowerCase()
    const kinds = new Set(
      withThem(one)
        .filter((other) => threadOf(other) === thread || bare(other.title ?? '').toLowerCase() === subject)
        .map(({ kind }) => kind as string),
    )
    if (!wanted.every((kind) => kinds.has(kind))) return 'not written by whom it says'
    const mails = withThem(one).filter(({ kind }) => kind !== 'met')
    const claims = /You last wrote|Your last thread/.test(one.point.text)
    return claims && mails.some((later) => ms(later) > ms(end)) && !one.cited.includes(mails.at(-1) as Interaction)
      ? 'it was not the last'
      : undefined
  },
  in_common(one) {
    const others = one.cited
      .map(({ people }) => people.filter((id) => id !== one.personId))
      .reduce((a, b) => a.filter((id) => b.includes(id)))
    const named = one.exported.people.filter(
      ({ id, name, kind }) => others.includes(id) && kind === 'person' && one.point.text.includes(name),
    )
    return named.length > 0 ? undefined : 'nobody named is on all of it'
  },
  anniversary(one) {
    const first = withThem(one)[0]
    const cited = one.cited[0]
    if (!first || !cited || ms(first) !== ms(cited)) return 'not the first contact'
    const [then, now] = [first.at, one.at].map((at) =>
      Temporal.Instant.from(at).toZonedDateTimeISO(one.zone).toPlainDate(),
    )
    if (!then || !now) return 'no dates'
    const near = [now.year, now.year + 1]
      .map((year) => then.with({ year }))
      .some((day) => Math.abs(now.until(day).days) <= 7)
    return near && now.year > then.year ? undefined : 'no anniversary near'
  },
  moved(one) {
    const domains = one.cited.map(({ addresses }) => (addresses[one.personId] ?? '').split('@')[1] ?? '')
    const said = [...new Set(domains)].filter(
      (domain) => one.point.text.includes(domain) || one.point.text.includes(domain.split('.').slice(-2).join('.')),
    )
    return said.length >= 2 ? undefined : 'the two addresses are not cited'
  },
  introduction_made(one) {
    const message = one.cited[0]
    if (message?.kind !== 'sent' || message.from !== 'me') return 'the owner did not write it'
    const other = message.people.find((id) => id !== one.personId)
    if (message.people.length !== 2 || !other) return 'it did not go to two'
    const before = one.history.some((one) => ms(one) < ms(message) && one.people.includes(other))
    if (before) return 'the two had been seen together'
    const asked = toThem(one).some((later) => ms(later) > ms(message) && threadOf(later) !== threadOf(message))
    return asked && /haven’t|never|not asked|since/.test(one.point.text)
      ? 'the owner has been in touch since'
      : undefined
  },
  introduction_received(one) {
    const message = one.cited[0]
    if (message?.kind !== 'received' && message?.kind !== 'sent') return 'no message'
    return message.people.length >= 2 ? undefined : 'there is nobody else on it'
  },
  season(one) {
    const days = one.cited.map(({ at }) => Temporal.Instant.from(at).toZonedDateTimeISO(one.zone))
    const years = new Set(days.map(({ year }) => year))
    return years.size >= 2 && new Set(days.map(({ month }) => month)).size === 1
      ? undefined
      : 'not one month of several years'
  },
}
