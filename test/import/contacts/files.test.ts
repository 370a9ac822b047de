/** Address books among the files of an import: read, counted in plain words, and kept once. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createUser, findUser } from '../../../src/db/accounts/users.ts'
import { connections, contacts } from '../../../src/db/schema.ts'
import { importFiles } from '../../../src/import/import.ts'
import { summary } from '../../../src/import/words.ts'
import { findFiles } from '../../../src/node/import-command/files.ts'
import { defaultSettings } from '../../../src/settings.ts'
import { thisMorning } from '../../support/morning.ts'
import { openStage } from '../../support/stage.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coffee-contacts-'))
  mkdirSync(join(folder, 'books'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, 'books', name), content)
const card = (...lines: string[]) => `${['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD'].join('\r\n')}\r\n`

async function begin() {
  const { deps } = await openStage({ clock: thisMorning() })
  const about = { email: 'sam@hartley.example', name: 'Sam', timeZone: 'UTC', timeZoneChosen: true }
  await createUser(deps.db, { id: 'sam', ...about, settings: defaultSettings, createdAt: deps.now() })
  const user = await findUser(deps.db, 'sam')
  if (!user) throw new Error('no user')
  const read = async (...paths: string[]) => {
    const { files, notes } = await findFiles(paths)
    const result = await importFiles(deps, user, { me: ['sam@hartley.example'], files, progress() {} })
    return { ...result, said: [...summary(result, true), ...notes].join('\n') }
  }
  return { deps, read }
}

describe('address books among files', () => {
  test('are read whatever they are called, counted with what is left out, and kept once', async () => {
    const { deps, read } = await begin()
    const anna = card('UID:one', 'FN:Anna Berg', 'EMAIL:anna@berg.example', 'BDAY:1980-02-29', 'NOTE:secret')
    write('contacts.vcf', anna + card('FN:Nobody', 'TEL:1'))
    write('old phone', gzipSync(card('N:Kroll;Tom;;;', 'EMAIL:tom@kroll.example')))
    const header = 'Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Vernetzt am'
    write('Connections.csv', `Notes:\n"Some are missing."\n\n${header}\nMia,Lund,u,mia@lund.example,,,1\nA,B,u,,,,2\n`)
    write('customers.csv', 'First Name,Last Name,Email\nA,B,a@b.example\n')
    const { said, people } = await read(join(folder, 'books'))
    expect(said).toContain('Read 3 contacts: names, addresses and birthdays. Nobody is suggested because of one.')
    expect(said).toContain('New here: 0 messages and 0 meetings, and 3 contacts.')
    expect(said).toContain('2: a contact without an address')
    expect(said).toContain(
      'customers.csv; each is a table, and no address book of Google, Outlook or LinkedIn as they hand it out.',
    )
    expect(people).toEqual({ ties: 0, others: 0, robots: 0, lists: 0, roles: 0 })
    const again = await read(join(folder, 'books'))
    expect(again.said).toContain('New here: 0 messages and 0 meetings, and 0 contacts.')
    const rows = await deps.db.select().from(contacts)
    expect(rows.map(({ names }) => names[0]).toSorted()).toEqual(['Anna Berg', 'Mia Lund', 'Tom Kroll'])
    expect(rows.find(({ externalId }) => externalId === 'one')).toMatchObject({ birthMonth: 2, birthDay: 29 })
    expect(JSON.stringify(rows)).not.toContain('secret')
    // A colleague at the address that was named is none of the past because of an address book.
    expect(await deps.db.select().from(connections)).toMatchObject([{ provider: 'file', state: 'active' }])
  })

  test('of which one is damaged cost the others nothing, and it is named', async () => {
    const { read } = await begin()
    const many = Array.from({ length: 3000 }, (_, at) => card('FN:A', `EMAIL:${at}-${at ** 5}@b.example`)).join('')
    const packed = gzipSync(many)
    const [cut, good] = [join(folder, 'cut.vcf.gz'), join(folder, 'good.vcf')]
    writeFileSync(cut, packed.subarray(0, packed.length / 2))
    writeFileSync(good, card('FN:Tom', 'EMAIL:tom@kroll.example'))
    const { tally } = await read(cut, good)
    expect(tally.faults).toEqual([`${cut} is damaged or cut off; what came before that is read.`])
    expect(tally.contacts).toBeGreaterThan(100)
  })
})
