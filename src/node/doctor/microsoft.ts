/** The doctor's look at Microsoft: whether a client is set, and whether it is right. */
import type { Config } from '../../config.ts'
import type { Instant } from '../../facts.ts'
import { createMicrosoftOAuth } from '../../providers/microsoft/identity.ts'
import { checkClient, redirectAddress } from './client.ts'
import { type Finding, look } from './finding.ts'

export async function checkMicrosoft(config: Config, now: () => Instant): Promise<Finding[]> {
  const { MICROSOFT_CLIENT_ID: clientId, MICROSOFT_CLIENT_SECRET: clientSecret } = config
  if (!clientId || !clientSecret)
    return [
      look(
        'microsoft',
        `No OAuth client is set, so ${config.GOOGLE_CLIENT_ID ? 'no Microsoft account can be connected' : 'a sample account stands in'}. Your own files need none (/import), nor does a mailbox by an app password (/connect/mailbox). For an OAuth client of your own follow docs/microsoft.md; the redirect address to register there is ${redirectAddress(config, 'microsoft')}`,
      ),
    ]
  const issuer = issuerOf(config)
  const client = {
    name: 'microsoft',
    issuer,
    oauth: createMicrosoftOAuth({ issuer, clientId, clientSecret, origin: config.MICROSOFT_GRAPH_ORIGIN }),
    issuerSettings: 'MICROSOFT_TENANT and MICROSOFT_ISSUER',
    // Microsoft does not document that it looks at the client before the code: no more than this is known.
    right: 'The sign-in service refused only the made-up code, and neither id nor secret.',
    remedy:
      'Copy the application id and the value of the secret again from Microsoft Entra, or make a new secret if its date has passed; docs/microsoft.md, "Clicks".',
  } as const
  return checkClient(config, client, now)
}

/** As the program fills it in: an issuer without a path, or with a blank for the tenant, becomes that of the tenant. */
function issuerOf({
  MICROSOFT_ISSUER: issuer = 'https://login.microsoftonline.com',
  MICROSOFT_TENANT: tenant,
}: Config) {
  const { origin, pathname } = new URL(issuer)
  const path = decodeURIComponent(pathname)
  return new URL(path === '/' ? `/${tenant}/v2.0` : path.replace('{tenant}', tenant), origin).href
}
