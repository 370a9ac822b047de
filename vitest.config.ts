import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { bareWorker, bundledWorker, compatibilityDate, home } from './test/runtime/workerd/bundle.ts'
import { LongestFirst } from './test/support/sequence.ts'

const onWorkers = 'test/runtime/workerd/**/*.test.ts'

export default defineConfig({
  test: {
    // Most of the time is spent in databases and servers of the tests' own: all processors have something to do.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'node',
          globalSetup: 'test/support/build.ts',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [onWorkers, 'test/browser/**'],
          // One process for many files: an emptied database, the sample's life and what was imported serve them all.
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        // The tests run in one worker and speak to the bundle in another, so that it stays as it is deployed.
        plugins: [
          cloudflareTest(({ inject }) => ({
            miniflare: {
              compatibilityDate,
              compatibilityFlags: ['nodejs_compat', 'service_binding_extra_handlers'],
              serviceBindings: { APP: 'coffee-soon', BARE: 'bare' },
              bindings: { HOME: home },
              workers: [bundledWorker(inject('surroundings')), bareWorker(inject('surroundings'))],
            },
          })),
        ],
        test: {
          name: 'workerd',
          include: [onWorkers],
          globalSetup: 'test/runtime/workerd/setup.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
