/** What is said before and after somebody is forgotten, and of those who were, in English. */
import type { Place } from '../../../../place.ts'
import { count } from '../../../frame/words.ts'

type Where = Pick<Place, 'locale'>

export const forget = {
  title: (name: string): string => `Forget ${name}`,
  goes: 'Everything about them goes from here, in all of their addresses: what they wrote and what was between the two of you, your notes, promises and decisions about them, coffees and introductions, and what letters said of them. Messages and meetings of several people stay without them and without their subject.',
  nothingNew:
    'Nothing new of theirs is stored from then on, whichever account it comes from. Only a code made of their address is kept for that, from which it cannot be read. Your mail and calendar stay as they are, an invitation that was sent stays in both calendars, and nobody is told.',
  forGood: 'This cannot be undone.',
  confirm: (address: string) => (
    <>
      To confirm, type <b>{address}</b>
    </>
  ),
  button: 'Forget them',
  back: (name: string): string => `Back to ${name}`,
  mistyped: (address: string): string => `Type ${address} to forget them. Nothing was changed.`,

  done: 'They are forgotten',
  gone: (amount: number, where: Where): string =>
    `${count(amount, 'message or calendar entry', 'messages and calendar entries', where)} went, or ${amount === 1 ? 'stays' : 'stay'} without them. Your mail and calendar are as they were.`,
  whom: 'Whom you had forgotten',

  again: 'They are read again',
  againText: 'New mail and meetings with them count from now on. What was forgotten does not come back by itself.',

  listTitle: 'Forgotten',
  nobody: 'Nobody. On the page of each person there is a way to have them forgotten.',
  people: (amount: number, where: Where): string =>
    `${count(amount, 'person', 'people', where)}. Nothing here knows who ${amount === 1 ? 'that is' : 'they are'}.`,
  nothingDropped: 'Nothing new with them was read since then.',
  dropped: (amount: number, where: Where): string =>
    `Since then ${count(amount, 'message or calendar entry was', 'messages and calendar entries were', where)} not stored, or only without them.`,
  address: 'To have somebody read again, type an address of theirs',
  readAgain: 'Read them again',
}
