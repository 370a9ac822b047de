/** An answer of the usual form is read on the line itself, to what imapflow reads in it; any other is left to it. */
import fc from 'fast-check'
import { ImapFlow } from 'imapflow'
import { expect, test } from 'vitest'
import { readFetchLine } from '../../../src/providers/imap/line.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const header = bytes('From: ana@there.example\r\nTo: sam@here.example\r\n\r\n')
const asked = 'BODY[HEADER.FIELDS (FROM TO SUBJECT)]<0> {49}\r\n'
const traced = 'BODY[HEADER.FIELDS (RECEIVED)]<0> {16}\r\n'
const trace = bytes('Received: from a')
const none = bytes('\r\n')

test('the usual answer is read whole', () => {
  const line = `* 12 FETCH (UID 7 FLAGS (\\Seen $Forwarded) INTERNALDATE "17-Jul-1996 02:44:25 -0700" ${asked} ${traced})`
  expect(readFetchLine(line, [header, trace])).toEqual({
    uid: 7,
    flags: ['\\Seen', '$Forwarded'],
    accepted: '17-Jul-1996 02:44:25 -0700',
    header,
    received: true,
  })
})

test('whatever the order of its items, with names in quotes and with positions beside them', () => {
  const items = [
    'UID 7',
    'FLAGS ()',
    'INTERNALDATE " 7-Jul-1996 02:44:25 -0700"',
    'MODSEQ (12345678901234567890)',
    'BODY[HEADER.FIELDS ("FROM" "TO")]<0> {49}\r\n',
  ]
  fc.assert(
    fc.property(fc.shuffledSubarray(items, { minLength: items.length }), (some) => {
      const read = readFetchLine(`* 3 FETCH (${some.join(' ')})`, [header])
      expect(read).toMatchObject({ uid: 7, flags: [], accepted: ' 7-Jul-1996 02:44:25 -0700', header, received: false })
    }),
  )
})

test('a message that came by no server says so by an empty answer', () => {
  const line = `* 1 FETCH (UID 7 FLAGS () INTERNALDATE "17-Jul-1996 02:44:25 -0700" ${asked} BODY[HEADER.FIELDS (RECEIVED)]<0> {2}\r\n)`
  expect(readFetchLine(line, [header, none])?.received).toBe(false)
})

test('whatever else comes is left to the library', () => {
  const other: readonly (readonly [string, readonly Uint8Array[]])[] = [
    ['* 1 FETCH (FLAGS (\\Seen) UID 7)', []],
    [`* 1 FETCH (UID 7 ${asked} ENVELOPE NIL)`, [header]],
    [`* 1 FETCH (UID 7 X-GM-LABELS ("\\\\Inbox") ${asked})`, [header]],
    [`* 1 FETCH (UID 7 ${asked} ${traced})`, [header]],
    [`* 1 FETCH (UID 7 ${asked})`, [header, trace]],
    [`* 1 FETCH (UID 7 ${asked})x`, [header]],
    [`* 1 FETCH (UID 0 ${asked})`, [header]],
    ['* 7 EXPUNGE', []],
    ['* VANISHED (EARLIER) 1:5', []],
    ['A1 OK Fetch completed', []],
    ['', []],
  ]
  for (const [line, literals] of other) expect(readFetchLine(line, literals)).toBeNull()
})

test('whatever a server writes, no line breaks the reading', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'* 1FETCH(UID )<0>{3}"[]\r\n\\') }), fc.nat(3), (line, amount) => {
      expect(() =>
        readFetchLine(
          line,
          Array.from({ length: amount }, () => header),
        ),
      ).not.toThrow()
    }),
  )
})

test('the library hands out its lines where they are read', () => {
  const { handleResponse } = ImapFlow.prototype as unknown as { readonly handleResponse: unknown }
  expect(handleResponse).toBeTypeOf('function')
})
