/** Completes a message with what follows from the rest of it, as the mail program and the servers on its way would. */
import { offsetMinutes, writeHeaders } from './mime.ts'
import type { Header, SampleMessage } from './types.ts'

export interface Unsent extends Omit<SampleMessage, 'subject' | 'headers' | 'offsetMinutes'> {
  readonly subject: string | undefined
  /** IANA zone of the Date header. */
  readonly zone: string
  /** Message-IDs of the thread so far, oldest first. */
  readonly references: readonly string[]
  /** Headers that replace the ones made by name, or are added. */
  readonly extra: readonly Header[]
}

/** The message with its headers written, and the offset of its Date where that is one of its own making. */
export function sendMessage({ zone, references, extra, subject, ...rest }: Unsent): SampleMessage {
  const message = { ...rest, ...(subject !== undefined && { subject }) }
  const dated = extra.some(({ name }) => name === 'Date')
  return {
    ...message,
    ...(!dated && { offsetMinutes: offsetMinutes(rest.at, zone) }),
    headers: writeHeaders({ ...message, zone, references, extra }),
  }
}

/** The right half of a Message-ID made by whoever writes from this address. */
export function idDomain(from: SampleMessage['from']): string {
  return from?.address.split('@')[1] ?? 'unknown.example'
}
