/** Makes false points of true ones, each false in one way only. */
import type { Exported, Point } from './export.ts'
import type { Claim } from './recount.ts'
import { namesIn, quotesIn } from './words.ts'

/** Every way in which this point can be made false, with what was done to it. */
export function liesOf(claim: Claim, exported: Exported): [how: string, lie: Claim][] {
  const { point, personId } = claim
  const lie = (how: string, change: Partial<Point>): [string, Claim] => [
    how,
    { ...claim, point: { ...point, ...change } },
  ]
  const lies: [string, Claim][] = []
  if (point.kind === 'note') return [lie('another note', { text: 'You noted: something that nobody wrote.' })]
  const elsewhere = exported.interactions.find(({ people }) => !people.includes(personId))
  lies.push(lie('no evidence', { evidence: [] }))
  lies.push(lie('unknown evidence', { evidence: [...point.evidence, 'nothing'] }))
  if (elsewhere) lies.push(lie('evidence of somebody else', { evidence: [elsewhere.id] }))
  const [quote] = quotesIn(point.text)
  if (quote) lies.push(lie('a quotation nobody wrote', { text: point.text.replace(quote, 'The moon is made of tin') }))
  const other = exported.people.find(
    ({ id, name, kind }) => kind === 'person' && id !== personId && name.includes(' ') && !point.text.includes(name),
  )
  const [name] = namesIn(point.text, exported, personId)
  if (name && other) lies.push(lie('another name', { text: point.text.replace(name, other.name) }))
  const day =
    /(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December)( \d{4})?/
  if (day.test(point.text)) lies.push(lie('another year', { text: point.text.replace(day, '$1 $2 1999') }))
  const count = /^(Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|\d+)\b/
  if (count.test(point.text)) lies.push(lie('another count', { text: point.text.replace(count, '97') }))
  if (count.test(point.text) && point.evidence.length > 2)
    lies.push(lie('counted more than cited', { evidence: point.evidence.slice(2) }))
  lies.push(lie('another kind', { kind: point.kind === 'introduction_made' ? 'unanswered' : 'introduction_made' }))
  return lies
}
