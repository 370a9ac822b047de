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
  readonly url: URL
}

export interface Faults {
  /** This fault happens to the next calls of this API method (`messages.get`, `events.list`, `token`, … or `*`). */
  add(method: string, fault: Fault, times?: number): void
  /** From now on this fault happens to every call of the method, or to those of which `when` says so. */
  stand(method: string, fault: Fault, when?: (url: URL) => boolean): void
  /** Forgets what waits and what stands; what was done to single resources stays. */
  clear(): void
  /** This fault happens to every call that fits, until it is ended. @returns ends it */
  last(fits: (call: Called) => boolean, fault: Fault): () => void
  /**
   * From now on this resource cannot be handed out: whatever answer it would be part of is that of the fault instead. Names
   * are those of `spoil`.
   */
  withhold(id: string, fault: Fault & { readonly kind: 'answer' }): void
  /** It can be handed out again. */
  release(id: string): void
  /** From now on this resource is left out wherever it would be one of several. */
  omit(id: string): void
  isOmitted(id: string): boolean
  /**
   * From now on this message or event is shown with these members changed, as broken as may be; an `undefined` one is left
   * out. Ids are those that the API shows; at Gmail "ID listed" is a message in a list, "ID thread" a thread, "ID changed" the
   * records about a message in the history.
   */
  spoil(id: string, change: Readonly<Record<string, unknown>>): void
  /** A resource as it is shown. @throws Withheld */
  shown<T extends object>(id: string, resource: T): T
  /** How many are still waiting. */
  readonly waiting: number
  /** The fault that this call meets, taken off its queue, else one that lasts. `continues`: it brings a history id or a sync token. */
  take(call: Called, continues: boolean): Fault | undefined
  /** How many items a page holds at most, whatever is asked for; a provider's pages may be short. */
  pageSize: number
  /** Even an answer from memory takes its time on the way, or nothing would ever be under way at once. */
  latencyMs: number
}

/** An answer holds what cannot be handed out. */
export class Withheld extends Error {
  override readonly name = 'Withheld'
  readonly respond: () => Response

  constructor(respond: () => Response) {
    super('withheld')
    this.respond = respond
  }
}

/** Nothing waits and nothing stands. @throws Withheld from `shown`, for what cannot be handed out */
export function createFaults(): Faults {
  let queue: { method: string; fault: Fault }[] = []
  let lasting: { fits: (call: Called) => boolean; fault: Fault }[] = []
  const spoilt = new Map<string, Readonly<Record<string, unknown>>>()
  const withheld = new Map<string, () => Response>()
  const omitted = new Set<string>()
  return {
    pageSize: Number.MAX_SAFE_INTEGER,
    latencyMs: 3,
    add: (method, fault, times = 1) => {
      for (let time = 0; time < times; time++) queue.push({ method, fault })
    },
    stand: (method, fault, when = () => true) => {
      lasting.push({ fits: (call) => isOf(method, call) && when(call.url), fault })
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
    withhold: (id, { respond }) => {
      withheld.set(id, respond)
    },
    release: (id) => {
      withheld.delete(id)
    },
    omit: (id) => {
      omitted.add(id)
    },
    isOmitted: (id) => omitted.has(id),
    spoil: (id, change) => {
      spoilt.set(id, change)
    },
    shown: (id, resource) => {
      const respond = withheld.get(id)
      if (respond) throw new Withheld(respond)
      return { ...resource, ...spoilt.get(id) }
    },
    get waiting() {
      return queue.length
    },
    take: (call, continues) => {
      const mayBe = ({ kind }: Fault) => continues || kind !== 'expired'
      const place = queue.findIndex((one) => isOf(one.method, call) && mayBe(one.fault))
      if (place >= 0) return queue.splice(place, 1)[0]?.fault
      return lasting.find((one) => mayBe(one.fault) && one.fits(call))?.fault
    },
  }
}

const isOf = (method: string, { api }: Called) => method === api || method === '*'

/** This answer instead of the one that was asked for. */
export const answer = (respond: () => Response): Fault & { readonly kind: 'answer' } => ({ kind: 'answer', respond })
