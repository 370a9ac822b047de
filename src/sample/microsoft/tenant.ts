/** Who the sample's account is at Microsoft: its organisation and its ids, made up and always the same. */

export const TENANT_ID = '7c1d0f52-3b6e-4a98-9f44-5e0a6d2b8c13'
export const OBJECT_ID = 'b3e4a1d6-58c2-4f07-8e9b-2a6c90d1f745'
/** Issuer of personal accounts at Microsoft: nobody of the sample has one. */
export const CONSUMERS_ID = '9188040d-6c67-4c5b-b112-36a304b66dad'

export type Door = 'common' | 'organizations' | 'consumers' | 'tenant'

/** Which sign-in an address names: `common`, `organizations`, `consumers`, or the organisation by id or domain. */
export function doorOf(segment: string, domain: string): Door | null {
  if (segment === 'common' || segment === 'organizations' || segment === 'consumers') return segment
  return segment.toLowerCase() === TENANT_ID || segment.toLowerCase() === domain ? 'tenant' : null
}

/** The issuer in the announcement of that sign-in: a template where it serves many organisations. */
export function issuerOf(origin: string, door: Door): string {
  const tenant = door === 'tenant' ? TENANT_ID : door === 'consumers' ? CONSUMERS_ID : '{tenantid}'
  return `${origin}/${tenant}/v2.0`
}
