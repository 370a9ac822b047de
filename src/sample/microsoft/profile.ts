/** Whose mailbox it is, and the contacts in it: one folder, handed out by the properties that are asked for. */
import type { Contact, User } from '@microsoft/microsoft-graph-types'
import { addressBookOf, type SampleContact } from '../address-book.ts'
import type { GraphCall, GraphMethod } from './api.ts'
import { allowOnly, applySelect, pageOf, readSelect } from './odata.ts'
import { CONTACTS_READ, PROFILE_READ } from './scopes.ts'
import { OBJECT_ID } from './tenant.ts'
import type { MicrosoftWorld } from './world.ts'

export const profileMethods: readonly GraphMethod[] = [
  { api: 'me.get', verb: 'GET', route: '/me', scopes: PROFILE_READ, answer: getMe },
  { api: 'contacts.list', verb: 'GET', route: '/me/contacts', scopes: CONTACTS_READ, answer: listContacts },
]

function getMe(world: MicrosoftWorld, { query }: GraphCall): unknown {
  allowOnly(query, ['$select'])
  const { name } = world.history.owner
  const { mail, signInName } = world.profile
  const [givenName = '', surname = ''] = name.split(' ')
  const whole: User = {
    businessPhones: [],
    displayName: name,
    givenName,
    jobTitle: null,
    mail,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: 'de-DE',
    surname,
    userPrincipalName: signInName,
    id: OBJECT_ID,
  }
  return {
    '@odata.context': `${world.origin}/v1.0/$metadata#users/$entity`,
    ...applySelect(whole, readSelect(query.get('$select'), Object.keys(whole), 'user')),
  }
}

const most = 1000

function listContacts(world: MicrosoftWorld, { query, url }: GraphCall): unknown {
  allowOnly(query, ['$select', '$top', '$skip'])
  const all = addressBookOf(world.history).map(render)
  const select = readSelect(query.get('$select'), Object.keys(all[0] ?? {}), 'contact')
  const { page, next } = pageOf(all, { query, url, most })
  return {
    '@odata.context': `${world.origin}/v1.0/$metadata#users('me')/contacts`,
    value: page.map((one) => ({ '@odata.etag': `W/"${one.id}"`, id: one.id, ...applySelect(one, select) })),
    ...(next !== null && { '@odata.nextLink': next }),
  }
}

function render({ id, name, address, birthday: { month, day }, note }: SampleContact): Contact {
  const [givenName = '', surname = ''] = name.split(' ')
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    id,
    displayName: name,
    givenName,
    surname,
    emailAddresses: [{ name, address }],
    birthday: `1980-${two(month)}-${two(day)}T11:59:00Z`,
    personalNotes: note,
    mobilePhone: '+49 30 1234567',
  }
}
