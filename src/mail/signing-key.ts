/** Whether the key for DKIM can sign: with one that cannot, nodemailer would let letters go unsigned without a word. */

/** @param pem a private key, PKCS #8 or the older PKCS #1 */
export async function canSign(pem: string): Promise<boolean> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  try {
    const der = Uint8Array.from(atob(pem.replace(/-----[^-]+-----|\s/g, '')), (character) => character.charCodeAt(0))
    const key = pem.startsWith('-----BEGIN RSA') ? wrap(der) : der
    await crypto.subtle.importKey('pkcs8', key, algorithm, false, ['sign'])
    return true
  } catch {
    return false
  }
}

/** PKCS #8 is a PKCS #1 key in an envelope that names its kind (RFC 5208, section 5). Keys of 256 bytes to 64 KiB. */
function wrap(key: Uint8Array): Uint8Array<ArrayBuffer> {
  const version = [0x02, 0x01, 0x00]
  const rsaEncryption = [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00]
  const inside = [...version, ...rsaEncryption, 0x04, 0x82, key.length >> 8, key.length & 0xff, ...key]
  return Uint8Array.from([0x30, 0x82, inside.length >> 8, inside.length & 0xff, ...inside])
}
