/** Where a letter sends somebody whose mail was exported: to the page that takes files, where there is one. */
import { expect, test } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { moreToRead } from '../../../src/work/letter/notices/offers.ts'

type Given = Parameters<typeof moreToRead>

function said(importer: boolean, settings: Readonly<Record<string, unknown>> = {}): string {
  const deps = { providers: new Map(), config: readConfig({}), ...(importer ? { importer: {} } : {}) }
  const sources = {
    accounts: { connections: [] },
    letters: { sent: [] },
    user: { timeZone: 'Europe/Berlin', settings: { locale: null, ...settings } },
  }
  return moreToRead(deps as unknown as Given[0], sources as unknown as Given[1], 0)[0]?.text ?? ''
}

test('the page where files can be handed over is named by its address, and the command where there is no such page', () => {
  expect(said(true)).toContain('can be handed over at http://localhost:8787/import.')
  expect(said(true)).not.toContain('npm run import')
  expect(said(false)).toContain('npm run import')
})

test('so it is in German', () => {
  expect(said(true, { language: 'de', tongue: 'de' })).toContain('http://localhost:8787/import')
})
