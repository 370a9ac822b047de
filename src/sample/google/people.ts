/** The sample's People API: one list of contacts, handed out by the fields that are asked for. */
import { addressBookOf, type SampleContact } from '../address-book.ts'
import type { ApiCall, ApiMethod } from './api.ts'
import { CONTACTS_READ } from './scopes.ts'
import type { World } from './world.ts'

export const peopleMethods: readonly ApiMethod[] = [
  {
    api: 'people.connections.list',
    verb: 'GET',
    route: '/v1/people/me/connections',
    service: 'people.googleapis.com',
    scopes: CONTACTS_READ,
    cost: 0,
    shape: { connections: true, nextPageToken: true, totalItems: true, totalPeople: true },
    answer: listConnections,
  },
]

const known = ['names', 'emailAddresses', 'birthdays', 'metadata', 'biographies', 'phoneNumbers', 'photos'] as const

/** @throws RangeError where no field is asked for, one that is none, or a page that is too large */
function listConnections(world: World, { query, mostItems }: ApiCall): unknown {
  const fields = (query.get('personFields') ?? '').split(',').filter(Boolean)
  if (!fields.length) throw new RangeError('personFields mask is required.')
  const wrong = fields.find((field) => !known.some((one) => one === field))
  if (wrong !== undefined) throw new RangeError(`Invalid personFields mask path: "${wrong}".`)
  const size = Number(query.get('pageSize') ?? 100)
  if (!Number.isInteger(size) || size < 1 || size > 1000) throw new RangeError('Page size must be between 1 and 1000.')
  const all = addressBookOf(world.history)
  const start = Number(query.get('pageToken') ?? 0)
  if (!Number.isInteger(start) || start < 0) throw new RangeError('Invalid page token.')
  const end = start + Math.min(size, mostItems)
  return {
    connections: all.slice(start, end).map((one) => render(one, new Set(fields))),
    totalPeople: all.length,
    totalItems: all.length,
    ...(end < all.length ? { nextPageToken: String(end) } : {}),
  }
}

function render({ id, name, address, birthday, note }: SampleContact, fields: ReadonlySet<string>) {
  const metadata = { primary: true, source: { type: 'CONTACT', id } }
  const parts = {
    metadata: { sources: [{ type: 'CONTACT', id, etag: `#${id}` }], objectType: 'PERSON' },
    names: [{ metadata, displayName: name, displayNameLastFirst: name }],
    emailAddresses: [{ metadata, value: address, type: 'home' }],
    birthdays: [{ metadata, date: { year: 1980, ...birthday } }],
    biographies: [{ metadata, value: note, contentType: 'TEXT_PLAIN' }],
    phoneNumbers: [{ metadata, value: '+49 30 1234567' }],
    photos: [{ metadata, url: 'https://photos.example/one' }],
  }
  return {
    resourceName: `people/${id}`,
    etag: `%${id}`,
    ...Object.fromEntries(Object.entries(parts).filter(([part]) => fields.has(part))),
  }
}
