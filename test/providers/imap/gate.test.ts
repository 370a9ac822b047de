/** What may be said to a mail server, and what never leaves. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createGate } from '../../../src/providers/imap/gate.ts'
import { askedHeaders } from '../../../src/providers/imap/messages.ts'
import { headerNames } from '../../../src/providers/standard/message.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const asked = askedHeaders({ subjects: true, gmail: false })

function say(...lines: string[]): { left: string[]; refused: string | null; counted: string[] } {
  const counted: string[] = []
  const gate = createGate((command) => counted.push(command))
  const left: string[] = []
  for (const line of lines) {
    const passed = gate.pass(bytes(line))
    if (!(passed instanceof Uint8Array)) return { left, refused: passed.refused, counted }
    left.push(line)
  }
  return { left, refused: null, counted }
}

describe('what a mail server is asked', () => {
  test.each([
    'A1 CAPABILITY\r\n',
    'A1 STARTTLS\r\n',
    'A1 LOGIN sam "se\\"cret"\r\n',
    'A1 ID ("name" "Coffee soon")\r\n',
    'A1 NAMESPACE\r\n',
    'A1 LIST "" "*" RETURN (SPECIAL-USE STATUS (MESSAGES UIDNEXT UIDVALIDITY))\r\n',
    'A1 STATUS INBOX (MESSAGES UIDNEXT UIDVALIDITY)\r\n',
    'A1 EXAMINE INBOX\r\n',
    'A1 UID SEARCH RETURN (ALL) SINCE 28-Nov-2024\r\n',
    'A1 UID SEARCH ALL\r\n',
    `A1 UID FETCH 1:5,9 (UID FLAGS INTERNALDATE BODY.PEEK[HEADER.FIELDS (${asked.join(' ')})]<0.512000>)\r\n`,
    'A1 UID FETCH 7 (UID BODY.PEEK[HEADER.FIELDS (FROM)]<0.512000> BODY.PEEK[HEADER.FIELDS (RECEIVED)]<0.16>)\r\n',
    'A1 UID FETCH 7 (UID X-GM-THRID X-GM-LABELS BODY.PEEK[HEADER.FIELDS (FROM)]<0.512000>)\r\n',
    'A1 CLOSE\r\n',
    'A1 LOGOUT\r\n',
  ])('%j leaves, and is counted by its name', (line) => {
    const { left, refused, counted } = say(line)
    expect({ left, refused }).toEqual({ left: [line], refused: null })
    expect(line).toContain(counted[0] ?? 'nothing')
  })

  test.each([
    'A1 SELECT INBOX\r\n',
    'A1 STORE 1 +FLAGS (\\Deleted)\r\n',
    'A1 UID STORE 1 +FLAGS (\\Seen)\r\n',
    'A1 UID COPY 1 Trash\r\n',
    'A1 UID MOVE 1 Trash\r\n',
    'A1 EXPUNGE\r\n',
    'A1 APPEND INBOX {5}\r\n',
    'A1 DELETE INBOX\r\n',
    'A1 IDLE\r\n',
    'A1 COMPRESS DEFLATE\r\n',
    'A1 FETCH 1 (UID)\r\n',
    'A1 UID FETCH 1 (BODY[])\r\n',
    'A1 UID FETCH 1 BODY[TEXT]\r\n',
    'A1 UID FETCH 1 (UID BODY.PEEK[])\r\n',
    'A1 UID FETCH 1 (UID BODY.PEEK[TEXT]<0.10>)\r\n',
    'A1 UID FETCH 1 (UID BODY.PEEK[1])\r\n',
    'A1 UID FETCH 1 (UID BODY.PEEK[HEADER])\r\n',
    'A1 UID FETCH 1 (UID BODY[HEADER.FIELDS (FROM)]<0.10>)\r\n',
    'A1 UID FETCH 1 (UID BODY.PEEK[HEADER.FIELDS (FROM)])\r\n',
    'A1 UID FETCH 1 (UID BODY.PEEK[HEADER.FIELDS (X-SPAM)]<0.10>)\r\n',
    'A1 UID FETCH 1 (UID BODY.PEEK[1.HEADER.FIELDS (FROM)]<0.10>)\r\n',
    'A1 UID FETCH 1 (UID BODY.PEEK[HEADER.FIELDS (FROM)]<0.10> BODY.PEEK[TEXT]<0.10>)\r\n',
    'A1 UID FETCH 1 (UID BODY.PEEK[HEADER.FIELDS (FROM)]<0.10> BODY.PEEK[HEADER.FIELDS (RECEIVED)]<0.16000>)\r\n',
    'A1 UID FETCH 1 (UID BODY.PEEK[HEADER.FIELDS (RECEIVED)]<0.16>)\r\n',
    'A1 UID FETCH 1 (UID RFC822)\r\n',
    'A1 UID FETCH 1 (UID RFC822.TEXT BODY.PEEK[HEADER.FIELDS (FROM)]<0.10>)\r\n',
    'A1 UID FETCH 1 (UID BINARY.PEEK[1])\r\n',
    'A1 UID FETCH 1 (UID ENVELOPE)\r\n',
    'A1 UID FETCH 1 (UID BODYSTRUCTURE)\r\n',
    'A1 UID FETCH 1 (UID PREVIEW)\r\n',
    'A1 UID FETCH 1 {3}\r\n',
    'A1 UID SEARCH TEXT divorce\r\n',
    'A1 UID SEARCH BODY divorce\r\n',
    'A1 NOOP\r\nA2 UID FETCH 1 (BODY[])\r\n',
    'A1 NOOP',
    'DONE\r\n',
    '* OK\r\n',
  ])('%j does not leave, and nothing leaves after it', (line) => {
    expect(say(line, 'A9 NOOP\r\n')).toMatchObject({ left: [], refused: expect.any(String) })
  })

  test('a password in a literal leaves, whatever stands in it, and a command behind it does not', () => {
    expect(say('A1 LOGIN {3}\r\n', 'sam', ' {11}\r\n', 'A2 EXPUNGE\r', '\r\n').refused).toBeNull()
    expect(say('A1 LOGIN {3}\r\n', 'sam', ' {3}\r\n', 'abc', '\r\nA2 EXPUNGE\r\n').refused).toBe('EXPUNGE')
  })

  test('the answers of a sign-in leave, and no command in their place', () => {
    expect(say('A1 AUTHENTICATE PLAIN\r\n', 'AHNhbQBzZWNyZXQ=\r\n', 'A2 NOOP\r\n').refused).toBeNull()
    expect(say('A1 AUTHENTICATE PLAIN\r\n', 'A2 EXPUNGE\r\n').refused).toBe('EXPUNGE')
  })

  test('what is refused is told by its name alone', () => {
    expect(say('A1 SETACL "secret folder" sam lrs\r\n').refused).toBe('SETACL')
    expect(say('{password} whatever\r\n').refused).toBe('something that is no command')
  })

  test('nothing that names more than header lines ever leaves', () => {
    const item = fc.constantFrom('UID', 'FLAGS', 'INTERNALDATE', 'BODY[]', 'RFC822', 'BODY.PEEK[TEXT]', 'ENVELOPE')
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 5 }), fc.boolean(), (items, header) => {
        const all = header ? [...items, 'BODY.PEEK[HEADER.FIELDS (FROM)]<0.99>'] : items
        const isHarmless = header && items.every((one) => ['UID', 'FLAGS', 'INTERNALDATE'].includes(one))
        expect(say(`A1 UID FETCH 1 (${all.join(' ')})\r\n`).refused === null).toBe(isHarmless)
      }),
    )
  })

  test('of each message the same header lines are asked for as at Gmail, and what a thread is known by', () => {
    expect(asked).toEqual([...headerNames, 'References'])
    expect(askedHeaders({ subjects: false, gmail: true })).toEqual(headerNames.filter((name) => name !== 'Subject'))
  })
})
