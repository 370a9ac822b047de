/** Who is on an entry of a calendar file: people by an address that is theirs, and nobody else. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendar, event, read, withAna } from './read.ts'

const when = ['UID:s', 'DTSTART:20260907T080000Z', 'DTEND:20260907T090000Z']
const peopleOf = async (...lines: readonly string[]) =>
  (await read(calendar(event(...when, ...lines)))).facts.flatMap(({ people }) => people)
const addresses = async (...lines: readonly string[]) =>
  (await peopleOf(...lines)).flatMap(({ address, resource }) => (resource ? [] : address))

test('the guests of one meeting, written in every way, are its people', async () => {
  const people = await peopleOf(
    'ORGANIZER;CN="Ben Host":MAILTO:Ben@Host.Example',
    'ATTENDEE;CN="Ana Guest";PARTSTAT=ACCEPTED:MAILTO:ANA@guest.example',
    'ATTENDEE;CN="Kumail";PARTSTAT=DECLINED:MAILTO: kumail@guest.example',
    'ATTENDEE;CN="Room 1";CUTYPE=ROOM:mailto:room1@host.example',
    'ATTENDEE;CN="Beamer";CUTYPE=RESOURCE:mailto:beamer@host.example',
    'ATTENDEE;CN="Team";CUTYPE=GROUP;PARTSTAT=NEEDS-ACTION:mailto:team@host.example',
    'ATTENDEE;CN="X Five";PARTSTAT=ACCEPTED:/O=LABS/OU=EXCHANGE ADMINISTRATIVE GROUP/CN=RECIPIENTS/CN=XFIVE',
    'ATTENDEE;CN="No Mail";PARTSTAT=ACCEPTED:invalid:nomail',
    'ATTENDEE;CN="Apple";EMAIL=apple@guest.example;PARTSTAT=ACCEPTED:/aMTIzNDU2Nzg5/principal/',
    'ATTENDEE;CN="Imip Two";EMAIL=imip@guest.example;PARTSTAT=ACCEPTED:mailto:2_GEYDGMBQG4ZTMNBRGA@imip.me.com',
    'ATTENDEE;CN=me;PARTSTAT=ACCEPTED:mailto:Me@mine.example',
    'ATTENDEE;CN="urn";PARTSTAT=ACCEPTED:urn:uuid:1234',
    'ATTENDEE;CN="comma, name";PARTSTAT=TENTATIVE:mailto:c.name@guest.example',
    'ATTENDEE;CN="pct";PARTSTAT=ACCEPTED:mailto:foo%2Bbar@guest.example?subject=hi',
    'ATTENDEE;CN="del";PARTSTAT=DELEGATED;DELEGATED-TO="mailto:d2@guest.example":mailto:d1@guest.example',
  )
  expect(people.flatMap(({ address, name, reply, resource }) => (resource ? [] : [[address, name, reply]]))).toEqual([
    ['ana@guest.example', 'Ana Guest', 'accepted'],
    ['kumail@guest.example', 'Kumail', 'declined'],
    ['apple@guest.example', 'Apple', 'accepted'],
    ['imip@guest.example', 'Imip Two', 'accepted'],
    ['me@mine.example', 'me', 'accepted'],
    ['c.name@guest.example', 'comma, name', 'tentative'],
    ['foo+bar@guest.example', 'pct', 'accepted'],
    ['d2@guest.example', undefined, 'none'],
    ['ben@host.example', 'Ben Host', 'accepted'],
  ])
  expect(people.find(({ organizer }) => organizer)?.address).toBe('ben@host.example')
})

describe('an address that only passes mail on', () => {
  const relay = 'mailto:2_GEYDGMBQG4ZTMNBRGA@imip.me.com'

  test('gives way to the one beside it, of guests and of who invites', async () => {
    const people = await peopleOf(
      `ORGANIZER;CN="Ana";EMAIL=ana@guest.example:${relay}`,
      `ATTENDEE;CN="Ana";EMAIL=ana@guest.example;ROLE=CHAIR;PARTSTAT=ACCEPTED:${relay}`,
    )
    expect(people).toMatchObject([{ address: 'ana@guest.example', organizer: true, reply: 'accepted' }])
  })

  test('is nobody’s where none is beside it', async () => {
    expect(
      await addresses(
        `ORGANIZER;CN="Ana":${relay}`,
        `ATTENDEE;CN="Ana";EMAIL="2_XYZ@imip.me.com":${relay}`,
        'ATTENDEE:mailto:IMCEAEX-_O=LABS_OU=X@prod.outlook.example',
        'ATTENDEE:mailto:ben@guest.example',
      ),
    ).toEqual(['ben@guest.example'])
  })

  test('whoever sends for somebody (SENT-BY) is not who invites', async () => {
    expect(await addresses('ORGANIZER;SENT-BY="mailto:office@host.example":mailto:ben@host.example')).toEqual([
      'ben@host.example',
    ])
    expect(await addresses(`ORGANIZER;SENT-BY="mailto:office@host.example":${relay}`)).toEqual([])
  })
})

describe('an invitation that was handed on', () => {
  test('is that of whom it was handed to, with their own answer', async () => {
    const to =
      'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:d2@guest.example","mailto:d3@guest.example":mailto:d1@guest.example'
    const from = 'ATTENDEE;CN=Dee;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:d1@guest.example":mailto:d2@guest.example'
    expect((await peopleOf(to, from)).map(({ address, reply }) => `${address} ${reply}`)).toEqual([
      'd2@guest.example accepted',
      'd3@guest.example none',
    ])
  })

  test('by the owner was declined by them', async () => {
    const { facts } = await read(
      calendar(
        withAna(...when, 'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:x@mine.example":mailto:me@mine.example'),
      ),
    )
    expect(facts.map(({ mine }) => mine)).toEqual(['declined'])
  })
})

describe('a guest', () => {
  test('who is only told of it comes where they say so', async () => {
    expect(
      await addresses(
        'ATTENDEE;ROLE=NON-PARTICIPANT:mailto:told@guest.example',
        'ATTENDEE;ROLE=NON-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:comes@guest.example',
        'ATTENDEE;ROLE=OPT-PARTICIPANT:mailto:may@guest.example',
      ),
    ).toEqual(['comes@guest.example', 'may@guest.example'])
  })

  test.each([
    ['a comma outside of quotes', 'CN=Berg, Anna', 'Berg, Anna'],
    ['a comma with a backslash', 'CN=Berg\\, Anna', 'Berg, Anna'],
    ['quotes inside of quotes', 'CN="Anna "Annie" Berg"', 'Anna Annie Berg'],
    ['quotes by carets', "CN=Anna ^'Annie^' Berg", 'Anna "Annie" Berg'],
    ['a colon', 'CN="Berg: Anna"', 'Berg: Anna'],
    ['the address', 'CN=anna@guest.example', undefined],
    ['a half quote', 'CN="Anna Berg', 'Anna Berg'],
  ])('with %s in the name has it', async (_, name, called) => {
    const [one] = await peopleOf(`ATTENDEE;${name};PARTSTAT=ACCEPTED:mailto:anna@guest.example`)
    expect([one?.address, one?.name, one?.reply]).toEqual(['anna@guest.example', called, 'accepted'])
  })

  test.each([
    ['mailto:Anna Berg <anna@guest.example>'],
    ['anna@guest.example'],
    ['mailto:anna%40guest.example'],
    ['MAILTO :anna@guest.example?cc=x@y.example'],
    ['mailto:<anna@guest.example>'],
  ])('written %s is anna@guest.example', async (value) => {
    expect(await addresses(`ATTENDEE:${value}`)).toEqual(['anna@guest.example'])
  })

  test('makes no meeting where there is none but rooms, lists and the owner', async () => {
    expect(
      await peopleOf(
        'ATTENDEE:mailto:me@mine.example',
        'ATTENDEE;CUTYPE=ROOM:mailto:r@host.example',
        'ATTENDEE;CUTYPE=GROUP:mailto:g@host.example',
      ),
    ).toEqual([])
  })

  test('of any kind of text never takes the others along', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 80 }), async (text) => {
        const line = `ATTENDEE;CN=${text.replace(/[\r\n]/g, ' ')}:mailto:${text.replace(/[\r\n]/g, ' ')}`
        const { facts } = await read(calendar(withAna(...when, line)))
        expect(facts[0]?.people.map(({ address }) => address)).toContain('ana@guest.example')
      }),
      { numRuns: 200 },
    )
  })
})

test('what is marked as private, or in a word nobody knows, keeps its title and place to itself', async () => {
  const about = ['SUMMARY:Title', 'LOCATION:Place']
  for (const word of ['PRIVATE', 'confidential', 'X-SECRET'])
    expect((await read(calendar(withAna(...when, ...about, `CLASS:${word}`)))).facts[0]).not.toHaveProperty('title')
  expect((await read(calendar(withAna(...when, ...about, 'CLASS:PUBLIC')))).facts[0]).toMatchObject({ place: 'Place' })
})
