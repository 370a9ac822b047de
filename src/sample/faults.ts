/** What can go wrong at a sample, waiting in a queue for the calls that it is to happen to. */

/** What happens instead of, before or to an answer. */
export type Fault =
  | { readonly kind: 'answer'; readonly respond: () => Response }
  /** The connection ends without an answer. */
  | { readonly kind: 'reset' }
  /** The answer stops in the middle of its JSON. */
  | { readonly kind: 'truncated' }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** A list answers nothing but a token to go on with. */
  | { readonly kind: 'empty-page' }
  /** Waits for a call that continues from an earlier one, then says that it came too late. */
  | { readonly kind: 'expired' }

export interface Faults {
  /** This fault happens to the next calls of this API method (`messages.get`, `events.list`, `token`, … or `*`). */
  add(method: string, fault: Fault, times?: number): void
  clear(): void
  /**
   * From now on this message or event is shown with these members changed, as broken as may be; an `undefined` one is left
   * out. Ids are those that the API shows.
   */
  spoil(id: string, change: Readonly<Record<string, unknown>>): void
  /** A resource as it is shown. */
  shown<T extends object>(id: string, resource: T): T
  /** How many are still waiting. */
  readonly waiting: number
  /** The fault that this call meets, taken off its queue. `continues`: it brings a history id or a sync token. */
  take(method: string, continues: boolean): Fault | undefined
}

export function createFaults(): Faults {
  let queue: { method: string; fault: Fault }[] = []
  const spoilt = new Map<string, Readonly<Record<string, unknown>>>()
  return {
    add: (method, fault, times = 1) => {
      for (let time = 0; time < times; time++) queue.push({ method, fault })
    },
    clear: () => {
      queue = []
    },
    spoil: (id, change) => {
      spoilt.set(id, change)
    },
    shown: (id, resource) => ({ ...resource, ...spoilt.get(id) }),
    get waiting() {
      return queue.length
    },
    take: (method, continues) => {
      const place = queue.findIndex(
        (one) => (one.method === method || one.method === '*') && (continues || one.fault.kind !== 'expired'),
      )
      return place < 0 ? undefined : queue.splice(place, 1)[0]?.fault
    },
  }
}

/** This answer instead of the one that was asked for. */
export const answer = (respond: () => Response): Fault => ({ kind: 'answer', respond })
