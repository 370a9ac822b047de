/** The ids of the one client that each sample knows, known before the sample itself is loaded. */

export const clientIds = {
  google: '100000000001-sample.apps.coffee-soon.example',
  microsoft: '5a3c9e10-7f42-4d8b-b6a1-0c2e4f6a8b90',
} as const
