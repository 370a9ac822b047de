/** Whose mailbox it is. */
import type { User } from '@microsoft/microsoft-graph-types'
import type { GraphCall, GraphMethod } from './api.ts'
import { allowOnly, applySelect, readSelect } from './odata.ts'
import { PROFILE_READ } from './scopes.ts'
import { OBJECT_ID } from './tenant.ts'
import type { MicrosoftWorld } from './world.ts'

export const profileMethods: readonly GraphMethod[] = [
  { api: 'me.get', verb: 'GET', route: '/me', scopes: PROFILE_READ, answer: getMe },
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
