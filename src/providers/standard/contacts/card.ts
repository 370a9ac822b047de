/** One card's properties as a contact. */

import { type Property, readText } from '../calendar/property.ts'
import { type Contact, toContact } from './contact.ts'
import { readBytes, readQuoted } from './encoded.ts'
import { readBirthday } from './written-date.ts'

/** Undefined where it tells nothing that is used. */
export function contactOf(properties: readonly Property[]): Contact | undefined {
  const all = Map.groupBy(properties, ({ name }) => name)
  const texts = (name: string) => (all.get(name) ?? []).map(meant)
  const [firm = ''] = partsOf(texts('ORG')[0] ?? '')
  const names = [...texts('FN').map(readText), ...texts('N').map(nameOf)].map((name) => name.trim()).filter(Boolean)
  const kinds = ['KIND', 'X-ADDRESSBOOKSERVER-KIND', 'X-ABSHOWAS'].flatMap(texts)
  return toContact({
    id: texts('UID')[0]?.trim() || undefined,
    names: names.length ? names : [firm],
    addresses: texts('EMAIL').map(readText),
    birthday: texts('BDAY').flatMap((written) => readBirthday(written) ?? [])[0],
    group: kinds.some((kind) => groups.test(kind.trim())) || !names.length || names.every((name) => name === firm),
  })
}

const groups = /^(?:group|org|location|application|device|company)$/i

/** As it is meant; still escaped. */
function meant({ parameters, value }: Property): string {
  const charset = parameters.get('CHARSET')
  if (/^(?:quoted-printable|q)$/i.test(parameters.get('ENCODING') ?? '')) return readQuoted(value, charset)
  return charset ? readBytes(value, charset) : value
}

/** "Berg;Anna;Maria;Dr.;" as people write it: title, first, middle, last. */
function nameOf(value: string): string {
  const [last = '', first = '', middle = '', before = ''] = partsOf(value)
  return [before, first, middle, last].filter(Boolean).join(' ')
}

/** The parts of a structured value; within one, several are apart by commas. */
const partsOf = (value: string): readonly string[] =>
  [...value.slice(0, mostLength).matchAll(/((?:\\.|[^\\;])*)(?:;|$)/gs)]
    .slice(0, 8)
    .map(([, part = '']) => readText(part).trim())

const mostLength = 2000
