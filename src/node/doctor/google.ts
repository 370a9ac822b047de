/** The doctor's look at Google: whether a client is set, and whether it is right. */
import type { Config } from '../../config.ts'
import type { Instant } from '../../facts.ts'
import { createOAuth } from '../../providers/oauth.ts'
import { checkClient, redirectAddress } from './client.ts'
import { type Finding, look } from './finding.ts'

export async function checkGoogle(config: Config, now: () => Instant): Promise<Finding[]> {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret, GOOGLE_ISSUER: issuer } = config
  if (!clientId || !clientSecret)
    return [
      look(
        'google',
        `No OAuth client is set, so ${config.MICROSOFT_CLIENT_ID ? 'no Google account can be connected' : 'a sample account stands in'}. Your own files need none (/import), nor does a mailbox by an app password (/connect/mailbox). For an OAuth client of your own follow docs/google.md; the redirect address to register there is ${redirectAddress(config, 'google')}`,
      ),
    ]
  const client = {
    name: 'google',
    issuer,
    oauth: createOAuth({ issuer, clientId, clientSecret }),
    issuerSettings: 'GOOGLE_ISSUER',
    right: 'The OAuth client’s id and secret are right.',
    remedy: 'Copy both again from the Google Cloud console, Clients; docs/google.md, "Clicks".',
  } as const
  return checkClient(config, client, now)
}
