/** The note on the coffee page: to whom, the words to make one's own, what follows them, and the button. */

import { newestAddress } from '../../people/newest-address.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import type { Table } from '../../work/coffee/table.ts'
import { Stamp } from '../frame/stamp.tsx'
import { nameOf } from '../frame/words.ts'
import { minutesOf } from './chosen.tsx'
import { namesOf } from './company.ts'
import { type Planning, timesOf } from './planning.ts'
import { Postmark } from './postmark.tsx'
import { coffeeWordsFor } from './words/words.ts'

export function Envelope({ planning }: { planning: Planning }) {
  const { path, choice, person, to, note, tails, ready, now, user, table, wordless, lang, company } = planning
  const { also } = company
  const { lastAt } = person.relationship
  const words = coffeeWordsFor(user).form
  return (
    <div class="env">
      <div class="top">
        <div class="addr">
          <h2>
            <label for="note">{words.note}</label>
          </h2>
          <p class="meta">
            {words.to} {nameOf(person)}
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
        <textarea id="note" name="note" rows={7} maxlength={4000} lang={lang}>
          {`\n${note}`}
        </textarea>
        <p class="tail for-note" lang={lang}>
          <Tail text={tails.note} offered={table.slots.length ? table : null} />
        </p>
        <p class="tail for-write" lang={lang}>
          {tails.write}
        </p>
        {wordless ? (
          <p class="meta">{words.wordless}</p>
        ) : choice === 'write' ? (
          <p class="meta for-note">{words.orAsk(`${path}?how=note`)}</p>
        ) : (
          <p class="meta for-write">{words.orRest(`${path}?how=write`)}</p>
        )}
        <p class="meta for-link">{words.linkFollows}</p>
        <p class="meta for-invite">{words.intoInvitation(table.title, table.minutes)}</p>
        <p class="meta for-ics">{table.canKeep ? words.intoEntry : words.intoFile}</p>
      </div>
      <Buttons planning={planning} />
      {ready ? (
        <p class="meta for-note">
          {words.asItStands}{' '}
          {ready.web ? (
            <>
              <a href={ready.web.href} rel="noreferrer">
                {words.openIn(ready.web.name)}
              </a>
              ,{' '}
            </>
          ) : null}
          <a href={ready.mailto}>{words.openInMail}</a>.
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
export function Buttons({ planning: { person, user, table, undoSeconds, company } }: { planning: Planning }) {
  const names = namesOf({ person, also: company.also }, tongueOf(placeOfUser(user)))
  const words = coffeeWordsFor(user).form
  return (
    <div class="send">
      <button type="submit" class="for-mail">
        {words.toMail}
      </button>
      <button type="submit" class="for-link">
        {words.toPage}
      </button>
      <button type="submit" class="for-invite">
        {table.canInvite ? words.send(names) : words.keepAndAsk}
      </button>
      <button type="submit" class="for-ics">
        {table.canKeep ? words.putIn : words.download}
      </button>
      <p class="meta for-mail">{words.plain(names, company.also !== undefined)}</p>
      <p class="meta for-link">{words.pageWorks}</p>
      <p class="meta for-invite">
        {table.canInvite ? words.nothingSent(words.wait(minutesOf(undoSeconds))) : words.needsPermission}
      </p>
    </div>
  )
}
