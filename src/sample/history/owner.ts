/** The person whose life the sample is: made up, on reserved domains. */
import type { Mailbox, Owner } from './types.ts'

export const HOME = 'sam@hartley.example'
export const WORK = 'sam.hartley@northlight.example'
export const FREELANCE = 'sam@hartley-design.example'

export const OWNER: Owner = {
  address: HOME,
  name: 'Sam Hartley',
  zone: 'Europe/Berlin',
  addresses: [HOME, WORK, FREELANCE],
}

/** The owner as written on a message from this address. */
export function ownerAt(address: string): Mailbox {
  return { address, name: OWNER.name }
}
