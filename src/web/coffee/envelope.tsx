/** The note on the coffee page: to whom, the words to make one's own, what follows them, and the button. */

import { newestAddress } from '../../people/newest-address.ts'
import { placeOfUser } from '../../place.ts'
import type { Table } from '../../work/coffee/table.ts'
import { Stamp } from '../frame/stamp.tsx'
import { nameOf } from '../frame/words.ts'
import { namesOf } from './company.ts'
import { type Planning, timesOf } from './planning.ts'
import { Postmark } from './postmark.tsx'

export function Envelope({ planning }: { planning: Planning }) {
  const { path, choice, person, to, note, tails, ready, now, user, table, wordless, company } = planning
  const { also } = company
  const { lastAt } = person.relationship
  return (
    <div class="env">
      <div class="top">
        <div class="addr">
          <h2>
            <label for="note">Your note</label>
          </h2>
          <p class="meta">
            To {nameOf(person)}
            <br />
            {to}
            {also ? (
              <>
                <br />
                {nameOf(also)}
                <br />
                {newestAddress(also)}
              </>
            ) : null}
          </p>
        </div>
        <div class="post">
          {lastAt && lastAt.epochMilliseconds < now.epochMilliseconds ? (
            <Postmark at={lastAt} place={placeOfUser(user)} />
          ) : null}
          <Stamp person={person} />
        </div>
      </div>
      <div class="paper">
        <textarea id="note" name="note" rows={7} maxlength={4000}>
          {`\n${note}`}
        </textarea>
        <p class="tail for-note">
          <Tail text={tails.note} offered={table.slots.length ? table : null} />
        </p>
        <p class="tail for-write">{tails.write}</p>
        {wordless ? (
          <p class="meta">
            You two seem to write each other in a language that I have no sentences in. So the words are yours; times
            follow in numbers.
          </p>
        ) : choice === 'write' ? (
          <p class="meta for-note">
            Or <a href={`${path}?how=note`}>begin again with words that ask</a>.
          </p>
        ) : (
          <p class="meta for-write">
            Or <a href={`${path}?how=write`}>begin again with words that ask for nothing</a>.
          </p>
        )}
        <p class="meta for-link">A link to the page with these times follows here.</p>
        <p class="meta for-invite">
          This goes into the invitation: “{table.title}”, {table.minutes} minutes.
        </p>
        <p class="meta for-ics">This goes into the {table.canKeep ? 'entry' : 'file'}, beside the time.</p>
      </div>
      <Buttons planning={planning} />
      {ready ? (
        <p class="meta for-note">
          Or open it as it stands, without changes made above:{' '}
          {ready.web ? (
            <>
              <a href={ready.web.href} rel="noreferrer">
                Open it in {ready.web.name}
              </a>
              ,{' '}
            </>
          ) : null}
          <a href={ready.mailto}>Open in my mail program</a>.
        </p>
      ) : null}
    </div>
  )
}

/** The lines after the note. Those of times are told apart, so that styles show the ones that are ticked. */
function Tail({ text, offered }: { text: string; offered: Pick<Table, 'slots' | 'more'> | null }) {
  if (!offered) return <>{text}</>
  const all = timesOf(offered)
  let at = -1
  return (
    <>
      {text.split(/(?<=\n)/).map((line) => {
        if (!line.startsWith('- ')) return line
        const slot = all[++at]
        return <span class={`t t${at}${slot && offered.slots.includes(slot) ? ' first' : ''}`}>{line}</span>
      })}
    </>
  )
}

/** One button for each way; the others are hidden, and all of them send the same form. */
export function Buttons({ planning: { person, table, undoSeconds, company } }: { planning: Planning }) {
  const name = namesOf(person, company.also)
  const minutes = Math.round(undoSeconds / 60)
  const wait = undoSeconds
    ? `${minutes < 1 ? 'It leaves within a minute' : `It leaves ${minutes} minutes after you press`}, and until then you can undo it.`
    : 'It leaves as soon as you press.'
  return (
    <div class="send">
      <button type="submit" class="for-mail">
        Take it to my own mail
      </button>
      <button type="submit" class="for-link">
        Make the page and the note
      </button>
      <button type="submit" class="for-invite">
        {table.canInvite ? `Send to ${name}` : 'Keep it, and ask for the permission'}
      </button>
      <button type="submit" class="for-ics">
        {table.canKeep ? 'Put it into my calendar' : 'Download the file'}
      </button>
      <p class="meta for-mail">
        Nothing is sent from here. {name} {company.also ? 'get' : 'gets'} a plain message from you, without tracking.
      </p>
      <p class="meta for-link">The page works until the last of these times is over. Nothing is sent from here.</p>
      <p class="meta for-invite">
        {table.canInvite
          ? `Nothing has been sent yet. ${wait}`
          : 'Adding to your calendar needs a permission you have not given yet. The next page leads to it and keeps the note.'}
      </p>
    </div>
  )
}
