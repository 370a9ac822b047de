/** One person of a letter as a page shows them: why, two years at a glance, and a first line. */

import type { Instant } from '../../facts.ts'
import type { Card, Point } from '../../letter/types.ts'
import type { Place } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { PostForm } from '../frame/layout.tsx'
import { Stamp } from '../frame/stamp.tsx'
import { Strip } from '../frame/strip.tsx'
import type { Words } from './words/words.ts'

interface CardProps {
  readonly card: Card
  readonly now: Instant
  readonly place: Place
  readonly csrf: string
  readonly verdict: 'yes' | 'not_this' | undefined
  readonly words: Words['card']
  /** Of the letter, where it is another one than the page's: a screen reader has to know. */
  readonly lang?: string | undefined
}

export function CardSection({ card, now, place, csrf, verdict, words, lang }: CardProps) {
  const planning = `/people/${encodeURIComponent(card.personId)}/coffee`
  return (
    <section class="card">
      <div class="who">
        <div class="grow">
          <h2>
            <a href={`/people/${encodeURIComponent(card.personId)}`}>{card.name}</a>
          </h2>
          <p class="meta tight" lang={lang}>
            {card.since} {card.lastInTouch}
          </p>
        </div>
        <Stamp person={card} />
      </div>
      <Points points={card.points} lang={lang} />
      <Strip name={card.name} contacts={card.months} now={now} place={place} />
      <p class="meta" lang={lang}>
        {card.monthsInWords}
      </p>
      {card.opener.text ? (
        <blockquote lang={card.opener.language}>
          <Opener text={card.opener.text} />
        </blockquote>
      ) : null}
      <p class="cta">
        {card.lead === 'open' && card.message ? (
          <a class="btn" href={card.message} rel="noreferrer">
            {words.openMessage}
          </a>
        ) : null}
        {card.lead === 'write' ? (
          <a class="btn" href={`${planning}?how=write`}>
            {words.write(card.firstName)}
          </a>
        ) : null}
        <a class={hasLead(card) ? 'btn q' : 'btn'} href={planning}>
          {words.plan(card.firstName)}
        </a>
      </p>
      <Verdict {...{ card, csrf, verdict, words }} />
    </section>
  )
}

const hasLead = ({ lead, message }: Card) => lead === 'write' || (lead === 'open' && message !== undefined)

/** "Right sort of person?" Each answer is a form of its own. */
function Verdict({ card, csrf, verdict, words }: Pick<CardProps, 'card' | 'csrf' | 'verdict' | 'words'>) {
  const pick = (answer: 'yes' | 'not_this' | 'elsewhere') => ({ person: card.personId, verdict: answer })
  return (
    <div class="verdict">
      <p class="meta tight">{verdict === 'yes' ? words.saidYes : words.rightSort}</p>
      {verdict === 'yes' ? null : (
        <PostForm action="/letter/pick" csrf={csrf} hidden={pick('yes')}>
          <button type="submit" class="bare" aria-label={words.of(words.yes, card.name)}>
            {words.yes}
          </button>
        </PostForm>
      )}
      <PostForm action="/letter/pick" csrf={csrf} hidden={pick('not_this')}>
        <button type="submit" class="bare" aria-label={words.of(words.notThis, card.name)}>
          {words.notThis}
        </button>
      </PostForm>
      <PostForm action="/letter/pick" csrf={csrf} hidden={pick('elsewhere')}>
        <button type="submit" class="bare" aria-label={words.of(words.elsewhere, card.name)}>
          {words.elsewhere}
        </button>
      </PostForm>
    </div>
  )
}

interface PointsProps {
  readonly points: readonly Point[]
  readonly lang?: string | undefined
}

export function Points({ points, lang }: PointsProps) {
  return (
    <ul class="plain points" lang={lang}>
      {points.map(({ label, text }) => (
        <li>
          <b>{cleanText(label, 60)}.</b> {cleanText(text, 600)}
        </li>
      ))}
    </ul>
  )
}

/** The place that only its writer can fill is marked; nothing is sent while it is there. */
export function Opener({ text }: { text: string }) {
  return <>{text.split(/(\[[^[\]]+\])/).map((part) => (part.startsWith('[') ? <mark>{part}</mark> : part))}</>
}
