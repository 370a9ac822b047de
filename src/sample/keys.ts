/** The sample's signature on identity tokens. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { stableId } from './history/random.ts'

export interface SigningKey {
  readonly key: JsonWebKey
  readonly keyId: string
}

/** A new RSA key as JWK, and its id. */
export function createKey(): SigningKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = privateKey.export({ format: 'jwk' }) as JsonWebKey
  return { key, keyId: stableId(16, key.n ?? '') }
}

/** The half that everybody may see, as a JWK set. */
export function publicKeys(key: JsonWebKey, keyId: string) {
  const { kty, n, e } = createPublicKey(privateKey(key)).export({ format: 'jwk' })
  return { keys: [{ kty, n, e, kid: keyId, alg: 'RS256', use: 'sig' }] }
}

/** A compact JWT, RS256. */
export function signToken(claims: Record<string, unknown>, key: JsonWebKey, keyId: string): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const input = `${encode({ alg: 'RS256', kid: keyId, typ: 'JWT' })}.${encode(claims)}`
  const signature = sign('RSA-SHA256', Buffer.from(input), privateKey(key))
  return `${input}.${signature.toString('base64url')}`
}

function privateKey(key: JsonWebKey) {
  return createPrivateKey({ key: { ...key }, format: 'jwk' })
}
