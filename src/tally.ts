/**
 * What one process counts of itself since it started, for `/metrics`. Every label has few values, which stand in this program:
 * nothing that comes from outside becomes one.
 */

export interface Sample {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** Samples of one name, as Prometheus has them. */
export interface Family {
  readonly name: string
  readonly help: string
  readonly type: 'counter' | 'gauge'
  readonly samples: readonly Sample[]
}

/** What is counted, and what of it is told apart. */
const counters = {
  requests: ['coffee_soon_provider_requests_total', 'Requests sent to a provider by this process.'],
  refused: [
    'coffee_soon_provider_refused_total',
    'Requests that a provider refused or did not answer, by the status of its answer, seen by this process.',
  ],
  units: [
    'coffee_soon_provider_units_total',
    'Units reserved out of the quotas of accounts at a provider, by this process.',
  ],
  mails: ['coffee_soon_mails_total', 'Mails handed to the relay by this process, by kind and what became of them.'],
  faults: [
    'coffee_soon_faults_total',
    'Faults that this process wrote into its log, by what failed and, where there is one, the kind of it.',
  ],
} as const satisfies Readonly<Record<string, readonly [name: string, help: string]>>

export type Counter = keyof typeof counters

export interface Tally {
  count(counter: Counter, labels: Sample['labels'], by?: number): void
  /** Everything counted so far, and what `beside` says now. */
  families(): readonly Family[]
}

/** Nobody makes so many: a label that took in something from outside would end here, and not in memory. */
const mostSamples = 200

/** @param beside what else this process can say of itself */
export function createTally(beside: () => readonly Family[] = () => []): Tally {
  const counted = new Map<Counter, Map<string, { readonly labels: Sample['labels']; value: number }>>()
  return {
    count(counter, labels, by = 1) {
      const samples = counted.get(counter) ?? new Map()
      counted.set(counter, samples)
      const key = JSON.stringify(labels)
      const sample = samples.get(key)
      if (sample) sample.value += by
      else if (samples.size < mostSamples) samples.set(key, { labels, value: by })
    },
    families: () => [
      ...(Object.keys(counters) as Counter[]).map((counter): Family => {
        const [name, help] = counters[counter]
        return { name, help, type: 'counter', samples: [...(counted.get(counter)?.values() ?? [])] }
      }),
      ...beside(),
    ],
  }
}
