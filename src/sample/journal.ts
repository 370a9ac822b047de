/** Everything that happens to the sample's mailbox and calendar after its start, written down in order. */
import { Temporal } from 'temporal-polyfill'
import type { Exception, Guest, SampleEvent, SampleMessage } from './history/types.ts'

/** Instants are kept as text, so that an entry is JSON. */
export type Kept<T> = { readonly [K in keyof T]: T[K] extends Temporal.Instant ? string : T[K] }

/** A message or an entry of the script whose time has come. */
export interface Arrival {
  readonly op: 'arrive'
  readonly id: string
  readonly at: string
}

export type MailEntry =
  | Arrival
  | { readonly op: 'deliver'; readonly message: Kept<SampleMessage>; readonly at: string }
  | { readonly op: 'delete'; readonly id: string; readonly at: string }
  | {
      readonly op: 'label'
      readonly id: string
      readonly add: readonly string[]
      readonly remove: readonly string[]
      readonly at: string
    }

/** `day` names one occurrence of a series by its local date as first planned. */
export type CalendarEntry =
  | Arrival
  | { readonly op: 'insert'; readonly event: Kept<SampleEvent>; readonly at: string }
  | { readonly op: 'change'; readonly id: string; readonly change: EventChange; readonly at: string }
  | {
      readonly op: 'except'
      readonly id: string
      readonly day: string
      readonly exception: Exception
      readonly at: string
    }

export type EventChange = Partial<
  Pick<SampleEvent, 'title' | 'place' | 'description' | 'start' | 'length' | 'cancelled' | 'video' | 'free' | 'repeat'>
> & { readonly guests?: readonly Guest[] }

export function keepMessage(message: SampleMessage): Kept<SampleMessage> {
  return { ...message, at: message.at.toString() }
}

export function unkeepMessage(kept: Kept<SampleMessage>): SampleMessage {
  return { ...kept, at: Temporal.Instant.from(kept.at) }
}

export function keepEvent(event: SampleEvent): Kept<SampleEvent> {
  return { ...event, createdAt: event.createdAt.toString() }
}

export function unkeepEvent(kept: Kept<SampleEvent>): SampleEvent {
  return { ...kept, createdAt: Temporal.Instant.from(kept.createdAt) }
}
