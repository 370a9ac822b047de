/** Folders of a large mailbox are read by turns, and a server is not asked to open them, or what they hold, for every page. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Folder, newPosition, type Position } from '../../../src/providers/imap/position.ts'
import { nextFolder } from '../../../src/providers/imap/round.ts'
import { type Dovecot, startDovecot, withoutDovecot } from '../../support/dovecot.ts'
import { type Reader, startReader } from '../../support/imap.ts'
import { thisMorning } from '../../support/morning.ts'

const now = thisMorning()
const ago = (days: number) => now.subtract({ hours: 24 * days }).toString()

const folder = (path: string, reached: number, more: Partial<Folder> = {}): Folder => ({
  path,
  sent: path === 'Sent',
  key: path.charCodeAt(0),
  validity: '1',
  low: 100,
  top: 100,
  reached: ago(reached),
  news: true,
  ...more,
})
const next = (folders: readonly Folder[], open?: string) => {
  const position: Position = { ...newPosition(true), phase: 'read', folders: [...folders] }
  return nextFolder(position, { now }, open)?.path
}

describe('which folder is read next', () => {
  test('the newest, where none is open', () => {
    expect(next([folder('Archive', 80), folder('INBOX', 60)])).toBe('INBOX')
    expect(next([folder('Archive', 80), folder('INBOX', 60)], 'Elsewhere')).toBe('INBOX')
  })

  test('the one that is open, until another has mail that is a quarter of a year newer', () => {
    expect(next([folder('Archive', 150), folder('INBOX', 60)], 'Archive')).toBe('Archive')
    expect(next([folder('Archive', 152), folder('INBOX', 60)], 'Archive')).toBe('INBOX')
  })

  test('what is recent first, then sent mail, whatever is open', () => {
    expect(next([folder('Archive', 40), folder('INBOX', 20)], 'Archive')).toBe('INBOX')
    expect(next([folder('Archive', 40), folder('Sent', 400)], 'Archive')).toBe('Sent')
  })

  test('none that holds nothing new, though it is open', () => {
    expect(next([folder('Archive', 60, { news: false }), folder('INBOX', 90)], 'Archive')).toBe('INBOX')
    expect(next([folder('Archive', 60, { news: false })], 'Archive')).toBeUndefined()
  })
})

describe.skipIf(withoutDovecot)('three folders, of three years each', () => {
  const folders = ['INBOX', 'Archive', 'Own']
  const each = 1_200
  let server: Dovecot
  let reader: Reader

  function* letters(name: string) {
    for (let at = 0; at < each; at++)
      yield {
        raw: `Return-Path: <ana@there.example>\nFrom: ana@there.example\nTo: sam@here.example\nSubject: ${name} ${at}\nMessage-ID: <${name}${at}@there.example>\n\nNever read.\n`,
        at: new Date(now.epochMilliseconds - (each - at) * 22 * 3_600_000),
      }
  }

  beforeAll(async () => {
    server = await startDovecot({ users: { sam: 'secret' }, maildir: true })
    for (const name of folders) server.fill('sam', name, letters(name))
    reader = await startReader({
      login: { host: '127.0.0.1', port: server.tlsPort, tls: 'implicit', user: 'sam', password: 'secret' },
      address: 'sam@here.example',
      cert: server.cert,
      clock: now,
    })
    await reader.settle()
  }, 120_000)
  afterAll(async () => {
    await reader?.close()
    await server?.close()
  })

  test('are read whole, each page once, and each is asked but once what it holds', async () => {
    expect(await reader.stored()).toHaveLength(folders.length * each)
    const { 'imap.UID FETCH': fetched, 'imap.UID SEARCH': asked } = await reader.commands()
    expect(fetched).toBe(folders.length * Math.ceil(each / 500))
    expect(asked).toBe(folders.length)
  })
})
