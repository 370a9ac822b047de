/** What can go wrong at a sample, waiting in a queue for the calls that it is to happen to. */

/** What happens instead of, before or to an answer. */
export type Fault =
  | { readonly kind: 'answer'; readonly respond: () => Response }
  /** The connection ends without an answer. */
  | { readonly kind: 'reset' }
  /** The answer stops in the middle of its JSON. */
  | { readonly kind: 'truncated' }
  /** The answer of success says something else. */
  | { readonly kind: 'rewrite'; readonly rewrite: (body: Readonly<Record<string, unknown>>) => unknown }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** A list answers nothing but a token to go on with. */
  | { readonly kind: 'empty-page' }
  /** Waits for a call that continues from an earlier one, then says that it came too late. */
  | { readonly kind: 'expired' }

/** One call, as far as a lasting fault looks at it. `path` is decoded. */
export interface Called {
  readonly api: string
  readonly path: string
  readonly query: URLSearchParams
}

export interface Faults {
  /** This fault happens to the next calls of this API method (`messages.get`, `events.list`, `token`, … or `*`). */
  add(method: string, fault: Fault, times?: number): void
  clear(): void
  /** This fault happens to every call that fits, until it is ended. @returns ends it */
  last(fits: (call: Called) => boolean, fault: Fault): () => void
  /**
   * From now on this message or event is shown with these members changed, as broken as may be; an `undefined` one is left
   * out. Ids are those that the API shows.
   */
  spoil(id: string, change: Readonly<Record<string, unknown>>): void
  /** A resource as it is shown. */
  shown<T extends object>(id: string, resource: T): T
  /** How many are still waiting. */
  readonly waiting: number
  /** The fault that this call meets, taken off its queue, or one that lasts. `continues`: it brings a history id or a sync token. */
  take(call: Called, continues: boolean): Fault | undefined
}

export function createFaults(): Faults {
  let queue: { method: string; fault: Fault }[] = []
  let lasting: { fits: (call: Called) => boolean; fault: Fault }[] = []
  const spoilt = new Map<string, Readonly<Record<string, unknown>>>()
  return {
    add: (method, fault, times = 1) => {
      for (let time = 0; time < times; time++) queue.push({ method, fault })
    },
    clear: () => {
      queue = []
      lasting = []
    },
    last: (fits, fault) => {
      const one = { fits, fault }
      lasting.push(one)
      return () => {
        lasting = lasting.filter((other) => other !== one)
      }
    },
    spoil: (id, change) => {
      spoilt.set(id, change)
    },
    shown: (id, resource) => ({ ...resource, ...spoilt.get(id) }),
    get waiting() {
      return queue.length
    },
    take: (call, continues) => {
      const place = queue.findIndex(
        (one) => (one.method === call.api || one.method === '*') && (continues || one.fault.kind !== 'expired'),
      )
      const lasts = () => lasting.find(({ fits }) => fits(call))?.fault
      return place < 0 ? lasts() : queue.splice(place, 1)[0]?.fault
    },
  }
}

/** This answer instead of the one that was asked for. */
export const answer = (respond: () => Response): Fault => ({ kind: 'answer', respond })
