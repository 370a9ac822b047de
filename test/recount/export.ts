/** The parts of /export.json that a letter is checked against. */
export interface Exported {
  readonly exportedAt: string
  readonly user: { readonly name: string; readonly timeZone: string }
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly addresses: readonly string[]
    readonly kind: string
    readonly notes: readonly { readonly at: string; readonly text: string }[]
  }[]
  readonly interactions: readonly Interaction[]
  /** What is no contact with anybody, birthdays in the calendar among it. */
  readonly notCounted?: readonly (Omit<Interaction, 'kind'> & { readonly kind: string })[]
  readonly contacts?: readonly {
    readonly id: string
    readonly names: readonly string[]
    readonly addresses: readonly string[]
    readonly birthday?: { readonly month: number; readonly day: number }
  }[]
  readonly digests: readonly Digest[]
  readonly coffees: readonly {
    readonly id: string
    readonly personId: string
    readonly startsAt: string | null
    readonly state: string
    readonly externalEventId?: string
  }[]
}

export interface Interaction {
  readonly id: string
  readonly at: string
  readonly endsAt?: string
  readonly kind: 'sent' | 'received' | 'met'
  readonly sources: readonly { readonly threadId?: string }[]
  readonly from: string
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly people: readonly string[]
  readonly addresses: Readonly<Record<string, string>>
  readonly title?: string
  readonly seriesId?: string
  readonly groupSize: number
}

export interface Digest {
  readonly id: string
  readonly week: string
  readonly sentAt?: string
  readonly messageId?: string
  readonly items: readonly Item[]
}

export interface Item {
  readonly personId: string
  readonly reason: string
  readonly points: readonly Point[]
  readonly opener: string
  readonly outcome?: string
}

export interface Point {
  readonly kind: string
  readonly text: string
  readonly evidence: readonly string[]
}
