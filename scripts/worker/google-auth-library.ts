/**
 * Stands in for google-auth-library in the bundle for Workers: Google's clients load all of it, with every way in that Google
 * has, and this program uses none. A request carries the token that this program renewed; see src/providers/google/client.ts.
 */
class Unused {}

/** Google's clients make one when they are loaded, and nobody asks it anything. */
export class GoogleAuth extends Unused {}
export class JWT extends Unused {}
export class Compute extends Unused {}
export class OAuth2Client extends Unused {}
export class AwsClient extends Unused {}
export class IdentityPoolClient extends Unused {}
export class ExternalAccountClient extends Unused {}
export class UserRefreshClient extends Unused {}
