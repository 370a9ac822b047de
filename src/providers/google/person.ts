/** One person of the People API as a contact: names, addresses and a day, and nothing else of them is asked for. */
import * as z from 'zod'
import { isStorableId } from '../../storable.ts'
import type { ReportedContact } from '../contacts.ts'
import { toContact } from '../standard/contacts/contact.ts'

/** Nothing else is handed out then: no note, no picture, no number, no street. */
export const personFields = 'names,emailAddresses,birthdays,metadata'

const metadata = z.object({ primary: z.boolean().catch(false) }).catch({ primary: false })
const nameSchema = z.object({ displayName: z.string(), metadata })
const addressSchema = z.object({ value: z.string() })
const birthdaySchema = z.object({ date: z.object({ month: z.number(), day: z.number() }), metadata })
const personSchema = z.object({
  resourceName: z.string(),
  etag: z.string().catch(''),
  names: z.array(z.unknown()).catch([]),
  emailAddresses: z.array(z.unknown()).catch([]),
  birthdays: z.array(z.unknown()).catch([]),
  metadata: z
    .object({ deleted: z.boolean().catch(false), previousResourceNames: z.array(z.string()).catch([]) })
    .catch({ deleted: false, previousResourceNames: [] }),
})
export type Person = z.infer<typeof personSchema>

/** A page of connections.list; the last one has the token, where one was asked for. */
export const connectionsSchema = z.object({
  connections: z.array(z.unknown()).default([]),
  nextPageToken: z.string().optional(),
  nextSyncToken: z.string().optional(),
})

/** None where it is no person, or one whose name cannot be stored. */
export function readPerson(item: unknown): readonly Person[] {
  const person = personSchema.safeParse(item).data
  return person && isStorableId(person.resourceName) ? [person] : []
}

/** None for one that was deleted. */
export function toReported({ resourceName: id, etag, metadata: about, ...said }: Person): readonly ReportedContact[] {
  if (about.deleted) return []
  const contact = toContact({
    id,
    names: readAll(nameSchema, said.names)
      .toSorted(primaryFirst)
      .map(({ displayName }) => displayName),
    addresses: readAll(addressSchema, said.emailAddresses).map(({ value }) => value),
    birthday: readAll(birthdaySchema, said.birthdays).toSorted(primaryFirst)[0]?.date,
  })
  return [{ id, etag, contact: contact ?? null }]
}

const readAll = <T>(schema: z.ZodType<T>, items: readonly unknown[]): readonly T[] =>
  items.flatMap((item) => {
    const { data } = schema.safeParse(item)
    return data === undefined ? [] : [data]
  })

interface Marked {
  readonly metadata: { readonly primary: boolean }
}
const primaryFirst = (a: Marked, b: Marked) => Number(b.metadata.primary) - Number(a.metadata.primary)
