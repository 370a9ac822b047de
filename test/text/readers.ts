/** Every function that reads what a stranger wrote, and how a text gets into it: for whoever measures them. */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import * as bulkServices from '../../src/bulk-services.ts'
import * as calendarFile from '../../src/coffee/calendar-file.ts'
import * as compose from '../../src/coffee/compose.ts'
import * as feedFile from '../../src/coffee/feed-file.ts'
import * as region from '../../src/coffee/holidays/region.ts'
import * as note from '../../src/coffee/note.ts'
import * as knownTable from '../../src/import/contacts/known-table.ts'
import * as tableRow from '../../src/import/contacts/row.ts'
import * as encoding from '../../src/import/encoding.ts'
import * as labels from '../../src/import/labels.ts'
import * as mail from '../../src/import/mail.ts'
import * as mboxHeader from '../../src/import/mbox-header.ts'
import * as mboxMark from '../../src/import/mbox-mark.ts'
import * as readDay from '../../src/letter/promise/read-day.ts'
import * as gap from '../../src/letter/say/gap.ts'
import * as language from '../../src/letter/say/language.ts'
import * as microsoftMail from '../../src/microsoft-mail.ts'
import * as addressBook from '../../src/people/address-book.ts'
import * as bulk from '../../src/people/bulk.ts'
import * as address from '../../src/people/identity/address.ts'
import * as firstName from '../../src/people/identity/first-name.ts'
import * as group from '../../src/people/identity/group.ts'
import * as machine from '../../src/people/identity/machine.ts'
import * as maker from '../../src/people/identity/maker.ts'
import * as name from '../../src/people/identity/name.ts'
import * as naming from '../../src/people/identity/naming.ts'
import * as reader from '../../src/people/identity/reader.ts'
import * as several from '../../src/people/identity/several.ts'
import * as shape from '../../src/people/identity/shape.ts'
import * as spelling from '../../src/people/identity/spelling.ts'
import * as phrases from '../../src/people/phrases.ts'
import * as reasons from '../../src/people/reasons.ts'
import * as quote from '../../src/people/subjects/quote.ts'
import * as subject from '../../src/people/subjects/subject.ts'
import * as place from '../../src/place.ts'
import * as googleEvents from '../../src/providers/google/events.ts'
import * as googleMessages from '../../src/providers/google/messages.ts'
import * as imapLine from '../../src/providers/imap/line.ts'
import * as microsoftEvents from '../../src/providers/microsoft/events.ts'
import * as identity from '../../src/providers/microsoft/identity.ts'
import * as links from '../../src/providers/microsoft/links.ts'
import * as microsoftMessages from '../../src/providers/microsoft/messages.ts'
import * as times from '../../src/providers/microsoft/times.ts'
import * as googleAddresses from '../../src/providers/standard/addresses.ts'
import * as headerBytes from '../../src/providers/standard/bytes.ts'
import * as calendarEntry from '../../src/providers/standard/calendar/entry.ts'
import * as calendarGuests from '../../src/providers/standard/calendar/guests.ts'
import * as calendarMoment from '../../src/providers/standard/calendar/moment.ts'
import * as calendarProperty from '../../src/providers/standard/calendar/property.ts'
import * as calendarRule from '../../src/providers/standard/calendar/rule.ts'
import * as zoneNames from '../../src/providers/standard/calendar/zone-names.ts'
import * as zoneRules from '../../src/providers/standard/calendar/zone-rules.ts'
import * as contactCard from '../../src/providers/standard/contacts/card.ts'
import * as contactCards from '../../src/providers/standard/contacts/cards.ts'
import * as contact from '../../src/providers/standard/contacts/contact.ts'
import * as contactEncoded from '../../src/providers/standard/contacts/encoded.ts'
import * as contactDate from '../../src/providers/standard/contacts/written-date.ts'
import * as dateWords from '../../src/providers/standard/date-words.ts'
import * as dates from '../../src/providers/standard/dates.ts'
import * as encodedWords from '../../src/providers/standard/encoded-words.ts'
import * as folders from '../../src/providers/standard/folders.ts'
import * as headers from '../../src/providers/standard/headers.ts'
import * as mailboxes from '../../src/providers/standard/mailboxes.ts'
import * as standardMeeting from '../../src/providers/standard/meeting.ts'
import * as standardMessage from '../../src/providers/standard/message.ts'
import * as owners from '../../src/providers/standard/reading.ts'
import * as tokens from '../../src/providers/standard/tokens.ts'
import * as uid from '../../src/providers/standard/uid.ts'
import * as punycode from '../../src/punycode.ts'
import * as relays from '../../src/relays.ts'
import * as text from '../../src/text.ts'
import * as asked from '../../src/web/frame/asked.ts'
import * as browser from '../../src/web/frame/browser.ts'
import * as client from '../../src/web/frame/client.ts'
import * as forms from '../../src/web/frame/form.ts'
import * as path from '../../src/web/frame/path.ts'
import * as words from '../../src/web/frame/words.ts'
import * as shared from '../../src/web/people/shared.ts'

export type Reader = (text: string) => unknown
/** Reads nothing that a stranger wrote. */
export const own = 'own'

const now = Temporal.Instant.from('2026-11-22T09:00:00Z')
const bytes = (written: string) => new TextEncoder().encode(written)
const sighting = (written: string) => ({
  address: written,
  names: new Map([[written, 3]]),
  signed: new Map([[written, 3]]),
  signals: {},
  received: 3,
  replies: 0,
  opened: 3,
  oneWay: 0,
  discussed: 0,
  announced: 0,
  issued: 0,
  direct: 3,
  programmed: 0,
  serviced: 0,
  sentTo: 0,
  met: 0,
  agreed: 0,
  listed: 0,
  addressed: 0,
  firstAt: 0,
  lastAt: 1,
})
const draft = (written: string) => ({
  program: 'gmail' as const,
  account: 'sam@hartley.example',
  to: written,
  subject: written,
  body: written,
})
const middle = (written: string) => ({ ends: 'anna berg', between: written.split(' ').slice(0, 8), generation: '' })
const hour = { start: now, end: now.add({ hours: 1 }) }
const form = (written: string) => ({ title: written, when: hour, note: written, place: written, guest: written })
const reading: owners.Reading = {
  me: ['sam@hartley.example'],
  subjects: true,
  since: now.subtract({ hours: 24 * 365 }),
  now,
  timeZone: 'UTC',
}
const field = (name: string) => (written: string) => ({ name, value: written })
const property = (name: string, value: string) => ({ name, value, parameters: new Map([['TZID', value]]) })
const tableColumns = new Map(
  (['whole', 'first', 'last', 'address', 'birthday', 'firm'] as const).map((role, at) => [at, role]),
)
const calendarEnd = Temporal.PlainDateTime.from('2028-01-01T00:00')
const allFields = [...standardMessage.headerNames, 'X-GM-THRID', 'References', 'Received'].map(field)
const written = (one: string) => ({ emailAddress: { address: one, name: one } })

/** Each module with every one of its functions: how a text gets in, or that none does. A new function has to be added. */
export const readers: Readonly<
  Record<string, readonly [module: object, Readonly<Record<string, Reader | typeof own>>]>
> = {
  text: [
    text,
    {
      normalise: text.normalise,
      cleanText: (one) => [text.cleanText(one), text.cleanText(one, 4000)],
      cut: (one) => text.cut(one, 1000),
      compose: (one) => [text.compose(one), text.compose(one, 'NFD')],
      strip: (one) => text.strip(one, { start: /[\s"]/, end: /[<>"';,\s]/ }),
    },
  ],
  name: [
    name,
    {
      plainName: name.plainName,
      inOrder: name.inOrder,
      orderOf: name.orderOf,
      isByService: name.isByService,
      withoutTitles: (one) => name.withoutTitles(one.split(' ')),
      isFirm: name.isFirm,
      nameTokens: name.nameTokens,
      nameWords: name.nameWords,
      isInitial: name.isInitial,
      fullName: name.fullName,
      firstAndLast: name.firstAndLast,
      nameInLocalPart: name.nameInLocalPart,
      isCouple: name.isCouple,
      looksHuman: name.looksHuman,
      hasMachineWord: name.hasMachineWord,
    },
  ],
  reader: [reader, { readName: reader.readName }],
  firstName: [
    firstName,
    {
      firstNameOf: (one) => firstName.firstNameOf({ name: one, address: one }),
      firstNameIn: firstName.firstNameIn,
      greetingOf: (one) => firstName.greetingOf({ name: one, address: one }),
    },
  ],
  shared: [shared, { readShared: (one) => shared.readShared([one, `${one} `]) }],
  feedFile: [
    feedFile,
    { toFeedFile: (one) => feedFile.toFeedFile([{ uid: one, summary: one, place: one, when: hour, changed: now }]) },
  ],
  several: [
    several,
    {
      isJoiner: several.isJoiner,
      coupleIn: (one) => several.coupleIn(one.split(' ')),
      isHouse: (one) => several.isHouse(one.split(' ')),
      isFamily: (one) => several.isFamily(one.split(' ')),
    },
  ],
  spelling: [
    spelling,
    {
      simple: spelling.simple,
      agree: (one) => spelling.agree(one, `${one}x`),
      nearly: (one) => spelling.nearly(one, `${one}x`),
      isShortForm: (one) => spelling.isShortForm(one, `x${one}`),
      isTurned: (one) => spelling.isTurned(one, `${one}x`),
      oneSlip: (one) => spelling.oneSlip(one, `${one}x`),
      middleOf: (one) => [spelling.middleOf(one), spelling.middleOf(`Anna ${one} Berg`)],
      middleSpelled: spelling.middleSpelled,
      areTwo: (one) => spelling.areTwo(middle(one), middle(`${one}x`)),
    },
  ],
  address: [
    address,
    {
      mailbox: address.mailbox,
      organisation: (one) => [address.organisation(one), address.organisation(`anna@${one}`)],
      localPart: address.localPart,
      hostOf: address.hostOf,
    },
  ],
  shape: [
    shape,
    {
      shapeOf: shape.shapeOf,
      isUnread: shape.isUnread,
      isMachineHost: (one) => [shape.isMachineHost(one), shape.isMachineHost(`mta${one}`)],
      nameIn: (one) => shape.nameIn(new Map([[one, 1]]), 'anna'),
      initialsIn: (one) => shape.initialsIn(new Map([[one, 1]]), one),
      namesFunction: (one) => shape.namesFunction(new Map([[one, 1]])),
      brandOf: shape.brandOf,
      squeeze: shape.squeeze,
    },
  ],
  readDay: [readDay, { readDay: (one) => readDay.readDay(one, { today: Temporal.PlainDate.from('2026-11-30') }) }],
  subject: [
    subject,
    {
      bareSubject: subject.bareSubject,
      isReply: (one) => [subject.isReply(one), subject.isReply(`Re${one}`)],
      isGeneric: subject.isGeneric,
      isIdle: subject.isIdle,
      sensitiveMatter: subject.sensitiveMatter,
      isMourning: subject.isMourning,
      isLayOff: subject.isLayOff,
      asks: subject.asks,
      introduces: (one) => [subject.introduces(one), subject.introduces(`a${one}`)],
      announces: subject.announces,
      isAnnouncement: (one) => [subject.isAnnouncement(one), subject.isAnnouncement(`[${one}`)],
      unmarked: subject.unmarked,
      isTagged: subject.isTagged,
      isSensitiveHost: subject.isSensitiveHost,
      isAutomatic: subject.isAutomatic,
      isNotice: (one) => [subject.isNotice(one), subject.isNotice(`order${one}`)],
      isQuotable: subject.isQuotable,
      isPrivate: subject.isPrivate,
      isBirthday: subject.isBirthday,
      isBirthdayWish: (one) => subject.isBirthdayWish(one, new Set(['anna'])),
    },
  ],
  quote: [
    quote,
    { quoteOf: (one) => quote.quoteOf({ factId: 'f', at: 0, title: one }), titleToQuote: quote.titleToQuote },
  ],
  gap: [
    gap,
    {
      takesLine: own,
      endsInGap: gap.endsInGap,
      fillGap: (one) => [gap.fillGap('We met. [it]', one), gap.fillGap(one, 'it')],
    },
  ],
  phrases: [phrases, { finder: phrases.finder(() => ({ some: ['one two', 'three*'] })), wordsOf: phrases.wordsOf }],
  bulk: [bulk, { isBulk: own, isIssue: bulk.isIssue, isForward: (one) => bulk.isForward(`fw${one}`) }],
  naming: [
    naming,
    {
      bestName: (one) => naming.bestName(new Map([[one, 1]]), one),
      nameByContact: (one) => naming.nameByContact(one, { contact: one, key: one }),
      bothNames: (one) =>
        naming.bothNames(
          new Map([
            [one, 2],
            [`${one} b`, 2],
          ]),
        ),
      isHousehold: (one) => naming.isHousehold(new Map([[one, 1]]), new Map([[one, 4]])),
    },
  ],
  group: [
    group,
    {
      ...{ compatible: own, agreeing: own, contradict: own, says: own, by: own, index: own, pairs: own },
      ...{ amongNamesakes: own, chain: own, title: (one) => group.title(one) },
    },
  ],
  reasons: [
    reasons,
    {
      reason: own,
      reasonIn: (one) => [
        reasons.reasonIn('de', one),
        reasons.reasonIn('de', `names a letter apart, ${one} and ${one}`),
      ],
    },
  ],
  machine: [
    machine,
    {
      kindOf: (one) => [machine.kindOf(sighting(one)), machine.kindOf(sighting(`anna@${one}`))],
      weigh: (one) => machine.weigh(sighting(one)),
      certainKind: (one) => machine.certainKind(sighting(one)),
      groundsOf: (one) => machine.groundsOf(sighting(one)),
      isListHost: machine.isListHost,
    },
  ],
  language: [
    language,
    { languageOf: (one) => language.languageOf([one]), languageOfOne: (one) => language.languageOfOne(one) },
  ],
  region: [
    region,
    {
      ownRegion: own,
      countryOfZone: own,
      guestCountry: (one) => region.guestCountry(one, { guess: undefined, owner: { region: null, timeZone: 'UTC' } }),
    },
  ],
  note: [
    note,
    {
      coffeeNote: (one) =>
        note.coffeeNote({
          ...{ opener: one, ownerName: one, where: one, language: 'en' },
          ...{ slots: [hour], ownerZone: 'UTC' },
        }),
      plainNote: (one) => note.plainNote({ opener: one, ownerName: one, language: 'en' }),
      signedNote: (one) => note.signedNote({ opener: one, ownerName: one }),
      hasBracket: (one) => [note.hasBracket(one), note.hasBracket(`[a${one}`)],
      cleanNote: note.cleanNote,
      subjectFor: (one) =>
        note.subjectFor({ relationship: { lastThread: { factId: 'f', at: now, title: one } } } as never),
      titleFor: (one) => note.titleFor({ person: one, owner: one }),
    },
  ],
  compose: [
    compose,
    {
      composeLinks: (one) => compose.composeLinks(draft(one)),
      messageLink: (one) => compose.messageLink({ program: 'gmail', account: one, threadId: one }),
      outlookFormLink: (one) => compose.outlookFormLink(one, form(one)),
      calendarFormLink: (one) => compose.calendarFormLink(form(one)),
    },
  ],
  calendarFile: [
    calendarFile,
    {
      // Its folding of lines takes long, in proportion: notes have 4,000 characters.
      toCalendarFile: (one) =>
        calendarFile.toCalendarFile({ id: one, stamp: now, ...form(one.slice(0, 20_000)), title: one, place: one }),
    },
  ],
  googleAddresses: [
    googleAddresses,
    {
      parseAddresses: (one) => [googleAddresses.parseAddresses([one]), googleAddresses.parseAddresses(one.split('@'))],
      parseSender: (one) => googleAddresses.parseSender([one]),
      parseRecipients: (one) => googleAddresses.parseRecipients([one]),
    },
  ],
  tokens: [tokens, { tokensOf: (one) => [tokens.tokensOf(one, false), tokens.tokensOf(one, true)] }],
  mailboxes: [mailboxes, { mailboxesIn: (one) => [mailboxes.mailboxesIn(one), mailboxes.mailboxesIn(one, true)] }],
  encodedWords: [
    encodedWords,
    // Given what is cut already, at most 32 KB.
    {
      decode: (one) => encodedWords.decode(one.slice(0, 32 * 1024)),
      unmangle: (one) => [encodedWords.unmangle(one), encodedWords.unmangle(`Ã¼${one}`)],
    },
  ],
  headerBytes: [
    headerBytes,
    {
      toText: (one) => [
        headerBytes.toText(bytes(one)),
        headerBytes.toText(Buffer.concat([Buffer.of(0xfc), bytes(one)])),
      ],
    },
  ],
  dateWords: [dateWords, { monthOf: dateWords.monthOf, zoneOf: dateWords.zoneOf }],
  punycode: [
    punycode,
    { readableDomain: (one) => [punycode.readableDomain(one), punycode.readableDomain(`xn--${one}`)] },
  ],
  encoding: [encoding, { encodingOf: (one) => encoding.encodingOf(bytes(one)), toUtf8: own, withoutMark: own }],
  mboxHeader: [
    mboxHeader,
    {
      createHeader: (one) => mboxHeader.createHeader().add(bytes(one)),
      isHeaderLine: (one) => mboxHeader.isHeaderLine(bytes(one)),
      isKnownHeaderLine: (one) => mboxHeader.isKnownHeaderLine(bytes(one)),
      join: own,
    },
  ],
  mboxMark: [
    mboxMark,
    {
      isMark: (one) => mboxMark.isMark(bytes(one)),
      markIn: (one) => [mboxMark.markIn(bytes(one), true), mboxMark.markIn(bytes(`From ${one}`), true)],
    },
  ],
  folders: [
    folders,
    {
      meaningsOf: folders.meaningsOf,
      reasonOfFolder: folders.reasonOfFolder,
      isSentFolder: folders.isSentFolder,
      isInboxFolder: folders.isInboxFolder,
    },
  ],
  imapLine: [
    imapLine,
    {
      readFetchLine: (one) =>
        ['UID ', 'UID 1 FLAGS (', 'BODY[HEADER.FIELDS ('].map((before) =>
          imapLine.readFetchLine(`* 1 FETCH (${before}${one})`, []),
        ),
    },
  ],
  googleMessages: [
    googleMessages,
    {
      toLabels: (one) => googleMessages.toLabels([one]),
      isUnproven: (one) =>
        googleMessages.isUnproven(
          {
            id: 'm',
            threadId: 't',
            labelIds: [one],
            internalDate: '0',
            payload: { headers: allFields.map((of) => of(one)) },
          },
          one,
        ),
      toMailFact: (one) =>
        googleMessages.toMailFact(
          {
            id: 'm',
            threadId: 't',
            labelIds: [],
            internalDate: '1760000000000',
            payload: {
              headers: [...allFields.map((of) => of(one)), ...one.slice(0, 100_000).split('', 50_000).map(field('To'))],
            },
          },
          true,
        ),
    },
  ],
  googleEvents: [
    googleEvents,
    {
      toMeetingFact: (one) =>
        googleEvents.toMeetingFact(
          googleEvents.eventSchema.parse({
            id: 'e',
            start: { dateTime: one },
            end: { dateTime: `2026-11-22T09:00:00${one}`, timeZone: one },
            organizer: { email: one, displayName: one },
            attendees: [
              { email: one, displayName: one },
              { email: 'a@b.example', displayName: one },
            ],
            summary: one,
            location: one,
          }),
          true,
        ),
    },
  ],
  microsoftMessages: [
    microsoftMessages,
    {
      messageFields: own,
      isUnproven: (one) =>
        microsoftMessages.isUnproven(
          { id: 'm', receivedDateTime: one, from: written(one), sender: written(one), toRecipients: [written(one)] },
          { own: [one], sent: false, subjects: true },
        ),
      toMailFact: (one) =>
        microsoftMessages.toMailFact(
          {
            id: 'm',
            receivedDateTime: '2026-11-22T09:00:00Z',
            internetMessageId: one,
            subject: one,
            webLink: one,
            from: written(one),
            sender: written(one),
            toRecipients: [written(one)],
            ccRecipients: [{ emailAddress: { address: 'a@b.example', name: one } }],
          },
          { own: [], sent: false, subjects: true },
        ),
    },
  ],
  microsoftEvents: [
    microsoftEvents,
    {
      toMeetingFact: (one) =>
        microsoftEvents.toMeetingFact(
          {
            id: 'e',
            iCalUId: one,
            subject: one,
            location: { displayName: one },
            start: { dateTime: '2026-11-22T09:00:00' },
            end: { dateTime: '2026-11-22T10:00:00' },
            organizer: written(one),
            attendees: [written(one), { emailAddress: { address: 'a@b.example', name: one } }],
          },
          true,
        ),
    },
  ],
  identity: [
    identity,
    {
      isPersonal: identity.isPersonal,
      issuerOf: own,
      createMicrosoftOAuth: own,
      adminConsentUrl: own,
      identify: (one) =>
        identity.identify(
          {
            iss: 'https://a.example/tenant-of-eight/v2.0',
            tid: 'tenant-of-eight',
            oid: 'somebody-else',
            email: one,
            name: one,
          },
          'https://a.example',
        ),
      readProfile: (one) =>
        identity.readProfile(
          { displayName: one, mail: one, userPrincipalName: one },
          { issuer: 'i', subject: 's', email: '', emailVerified: false, name: '' },
        ),
    },
  ],
  links: [
    links,
    {
      toPath: (one) =>
        attempt(() => links.toPath(`https://graph.microsoft.com/v1.0/me/${one}`, undefined, 'calendarView')),
      acceptLink: (one) =>
        attempt(() => links.acceptLink(`https://graph.microsoft.com/v1.0/me/${one}`, undefined, 'calendarView')),
      toWebLink: (one) => links.toWebLink(`https://outlook.office.com/${one}`),
    },
  ],
  uid: [
    uid,
    {
      sharedUid: (one) => [
        uid.sharedUid(one),
        uid.sharedUid(`040000008200E00074C5B7101A82E008${'0'.repeat(48)}7643616C2D55696401000000${hexOf(one)}`),
      ],
    },
  ],
  times: [
    times,
    {
      spanOf: (one) =>
        [one, `2026-11-22T09:00:00${one}`].map((dateTime) => times.spanOf({ start: { dateTime }, isAllDay: false })),
      ianaZone: times.ianaZone,
      commonZone: (one) => times.commonZone([one, one]),
      second: own,
      windowsZone: own,
    },
  ],
  dates: [
    dates,
    {
      dateOf: (one) => dates.dateOf([field('date')(one), field('received')(one)], one, now),
      parseDate: (one) => [dates.parseDate(one), dates.parseDate(`1${one}`)],
    },
  ],
  headers: [
    headers,
    {
      parseHeader: (one) => [headers.parseHeader(bytes(one)), headers.parseHeader(bytes(`Subject: ${one}`))],
      headerOf: own,
      idsIn: (one) => [headers.idsIn(one), headers.idsIn(`<${one}`)],
    },
  ],
  labels: [
    labels,
    {
      createLanguages: (one) => labels.createLanguages().add(one),
      toLabels: (one) => [labels.toLabels(one), labels.toLabels(`category${one}`)],
      labelOfFile: labels.labelOfFile,
    },
  ],
  owners: [owners, { isMine: (one) => owners.isMine(one, ['sam@hartley.example', one]) }],
  standardMessage: [
    standardMessage,
    {
      readMessage: (one) =>
        standardMessage.readMessage(
          {
            id: one,
            thread: one,
            at: now,
            headers: allFields.map((of) => of(one)),
            outgoing: false,
            labels: [],
          },
          true,
        ),
    },
  ],
  standardMeeting: [
    standardMeeting,
    {
      readMeeting: (one) => {
        const party = { email: `${one}@`, displayName: one, self: false }
        const guest = { ...party, resource: false, optional: false, organizer: false, responseStatus: one }
        const meeting = { id: one, uid: one, when: hour, allDay: false, organizer: party, guests: [guest] }
        return standardMeeting.readMeeting({ ...meeting, busy: true, type: one, title: one, place: one }, true)
      },
      spanFrom: own,
    },
  ],
  bulkServices: [bulkServices, { isBulkService: bulkServices.isBulkService }],
  maker: [
    maker,
    { makerOf: (one) => [maker.makerOf(one), maker.makerOf(`${one}@a.example`), maker.makerOf(`1@${one}`)] },
  ],
  relays: [relays, { isRelay: (one) => [relays.isRelay(one), relays.isRelay(`imceaex-${one}`)] }],
  contact: [
    contact,
    {
      toContact: (one) => contact.toContact({ id: one, names: [one], addresses: [one, `${one}@a.example`] }),
      isDay: own,
    },
  ],
  contactCard: [
    contactCard,
    {
      contactOf: (one) =>
        contactCard.contactOf(['FN', 'N', 'ORG', 'EMAIL', 'BDAY', 'KIND', 'UID'].map((name) => property(name, one))),
    },
  ],
  contactCards: [
    contactCards,
    {
      readCards: own,
      readCard: (one) =>
        [
          one,
          `BEGIN:VCARD\n${one}\nEND:VCARD`,
          `BEGIN:VCARD\nN;QUOTED-PRINTABLE:${one}=\n${one}\nEND:VCARD`,
          `BEGIN:VCARD\nitem1.EMAIL;TYPE=${one}:${one}\nEND:VCARD`,
        ].map((text) => contactCards.readCard(text, 'a')),
    },
  ],
  contactEncoded: [
    contactEncoded,
    {
      readQuoted: (one) => [contactEncoded.readQuoted(one), contactEncoded.readQuoted(one, 'shift_jis')],
      readBytes: (one) => contactEncoded.readBytes(one, 'iso-8859-1'),
    },
  ],
  knownTable: [
    knownTable,
    {
      knowTable: (one) =>
        [one, `${one}\n${one}`, `Name,${one},E-mail 1 - Value`].map((text) => knownTable.knowTable(bytes(text))),
      formOf: (one) => knownTable.formOf([one, 'b', one, 'd', 'e', 'f']),
      decodeField: (one) => knownTable.decodeField(bytes(one)),
    },
  ],
  tableRow: [
    tableRow,
    {
      readRow: (one) => tableRow.readRow(tableColumns, () => one),
      contactOfRow: (one) =>
        tableRow.contactOfRow({ names: [one], addresses: [one, `${one}@a.example`], group: false }, undefined),
      readDay: (one) => [one, `1/2/${one}`, `1.${one}`].map(tableRow.readDay),
      isUnsure: own,
      orderOf: own,
      inOrder: own,
    },
  ],
  addressBook: [
    addressBook,
    {
      readBook: (one) => {
        const contacts = [`a@${one}`, 'b@c.example'].map((address) => ({
          names: [one],
          addresses: [address, 'x@y.example'],
        }))
        return addressBook.readBook(contacts, [one, 'x@y.example']).nameOf('x@y.example')
      },
    },
  ],
  contactDate: [
    contactDate,
    { readBirthday: (one) => [contactDate.readBirthday(one), contactDate.readBirthday(`1980-01-02T${one}`)] },
  ],
  calendarProperty: [
    calendarProperty,
    {
      readProperty: (one) =>
        [one, `ATTENDEE;CN=${one}:mailto:a@b.example`, `DTSTART;TZID="${one}:${one}`].map(
          calendarProperty.readProperty,
        ),
      readText: calendarProperty.readText,
    },
  ],
  calendarMoment: [
    calendarMoment,
    {
      readMoment: (one) => calendarMoment.readMoment(`20260907T080000${one}`, property('DTSTART', one)),
      readMoments: (one) => calendarMoment.readMoments(property('EXDATE', one)),
      readExtras: (one) => calendarMoment.readExtras(property('RDATE', `20260907T080000Z/PT1${one}`)),
      readLength: (one) => [calendarMoment.readLength(one), calendarMoment.readLength(`P1D${one}`)],
    },
  ],
  calendarRule: [
    calendarRule,
    {
      readRule: (one) => [one, `FREQ=WEEKLY;BYDAY=${one}`, `FREQ=YEARLY;BYYEARDAY=1,${one}`].map(calendarRule.readRule),
      expandRule: own,
    },
  ],
  calendarGuests: [
    calendarGuests,
    {
      readOrganizer: (one) => calendarGuests.readOrganizer([property('ORGANIZER', one)], ['sam@hartley.example']),
      readGuests: (one) =>
        calendarGuests.readGuests([property('ATTENDEE', one), property('ATTENDEE', `mailto:${one}`)], [], undefined),
    },
  ],
  calendarEntry: [
    calendarEntry,
    {
      readEntry: (one) => {
        const names = ['UID', 'DTSTART', 'RRULE', 'EXDATE', 'SEQUENCE', 'STATUS', 'CLASS', 'SUMMARY', 'DURATION']
        const begin = property('DTSTART', '20260907T080000Z')
        const properties = [begin, property('UID', 'u'), ...names.map((name) => property(name, one))]
        return calendarEntry.readEntry({ kind: 'VEVENT', head: {}, line: 1, inner: [], properties }, [one])
      },
    },
  ],
  zoneNames: [
    zoneNames,
    {
      ianaIn: (one) => [zoneNames.ianaIn(one), zoneNames.ianaIn(`/a/${one}`)],
      zoneOfName: (one) => [zoneNames.zoneOfName(one), zoneNames.zoneOfName(`(UTC+01:00) ${one}`)],
    },
  ],
  zoneRules: [
    zoneRules,
    {
      readZoneRules: (one) => {
        const names = ['DTSTART', 'TZOFFSETTO', 'TZOFFSETFROM', 'RRULE', 'RDATE']
        const properties = names.map((name) => property(name, one))
        return zoneRules.readZoneRules({ inner: [{ kind: 'STANDARD', properties }] }, calendarEnd)
      },
    },
  ],
  mail: [
    mail,
    {
      parseMessage: (one) =>
        mail.parseMessage(
          { mark: one, header: bytes(`From: ${one}\nReferences: ${one}\nIn-Reply-To: ${one}`) },
          reading,
        ),
      toFact: own,
      isSentByOwner: own,
      isRoutine: mail.isRoutine,
    },
  ],
  place: [
    place,
    {
      placeOfUser: own,
      placeForPrograms: own,
      tongueOf: own,
      mannerOf: own,
      weekOrder: own,
      number: own,
      localeFrom: place.localeFrom,
      tongueFrom: place.tongueFrom,
      readZone: place.readZone,
    },
  ],
  asked: [asked, { startOfDay: own, dueOf: own, unknownPerson: own }],
  forms: [
    forms,
    {
      dayWanted: own,
      readFields: (one) => {
        const sent = new FormData()
        for (const name of Object.keys(everyField.shape)) sent.append(name, one)
        sent.append('times', `2027-01-15T09:00:00Z${one}`)
        // Each by itself, as the first one that is refused ends it.
        return Object.entries(everyField.shape).map(([name, of]) =>
          attempt(() => forms.readFields(sent, z.object({ [name]: of }))),
        )
      },
    },
  ],
  browser: [browser, { browserOf: browser.browserOf }],
  client: [client, { clientOf: own, keyOf: client.keyOf }],
  microsoftMail: [microsoftMail, { isMicrosoftMail: (one) => microsoftMail.isMicrosoftMail(`a@${one}`) }],
  path: [
    path,
    { isId: path.isId, idOf: own, fileOf: own, queryOf: own, localPath: (one) => path.localPath(`/${one}`) },
  ],
  words: [
    words,
    {
      ...Object.fromEntries(
        Object.entries(words).flatMap(([name, one]) => (typeof one === 'function' ? [[name, own] as const] : [])),
      ),
      nameOf: (one) => words.nameOf({ name: one, address: one }),
      initials: (one) => words.initials({ name: one, address: one }),
    },
  ],
}

const everyField = z.object({
  text: forms.field.text(4_000_000),
  id: forms.field.id,
  word: forms.field.word,
  among: forms.field.among(['one', 'two']),
  day: forms.field.day,
  instant: forms.field.instant,
  times: forms.field.instants(20),
  tick: forms.field.tick,
  several: forms.field.several,
})

const hexOf = (one: string) => [...bytes(one)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

function attempt(work: () => unknown): unknown {
  try {
    return work()
  } catch {
    return undefined
  }
}
