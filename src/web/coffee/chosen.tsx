/** A time that a guest chose, on the coffee page: until when it is held, and what its owner can do about it. */
import type { Coffee } from '../../db/coffees.ts'
import type { Tongue } from '../../place.ts'
import type { ProviderName } from '../../providers/types.ts'
import { PostForm } from '../frame/layout.tsx'
import { FormLink } from './form-link.tsx'
import { coffeeWords, type Words } from './words/words.ts'

interface ChosenProps {
  readonly coffee: Coffee
  /** The guest's first name. */
  readonly name: string
  readonly path: string
  /** The page of the same coffee that does not end. */
  readonly back: string
  readonly csrf: string
  /** Whether an account may write events, could be asked to let us, or keeps one in a calendar that invites nobody. */
  readonly canInvite: boolean
  readonly mayInvite: boolean
  readonly canKeep: boolean
  readonly undoSeconds: number
  /** Whose permission is missing, or whose calendar the form opens. */
  readonly provider: ProviderName
  readonly account: string
  readonly tongue: Tongue
}

/** The ways on from a choice: the invitation first, or the permission that it needs; then the owner's own calendar. */
export function ChosenWays(props: ChosenProps) {
  const { coffee, name, path, csrf, canInvite, mayInvite, canKeep, provider, account, tongue } = props
  const words = coffeeWords(tongue).chosen
  const { startsAt, endsAt } = coffee
  const told = toldWords(coffee.told, words.told)
  const act = (act: 'invite' | 'keep' | 'file' | 'undo') => ({ act, coffee: coffee.id })
  return (
    <>
      {coffee.problem ? <p role="status">{coffee.problem}</p> : null}
      <p>
        {words.notOut(name, canKeep)}
        {told ? ` ${told}` : ''}
      </p>
      {canInvite ? <Send {...props} hidden={act('invite')} /> : null}
      {canKeep ? <Keep {...props} hidden={act('keep')} /> : null}
      {canInvite || canKeep || !mayInvite ? null : <Give {...props} />}
      {startsAt && endsAt && mayInvite ? (
        <p>
          {words.byHand(
            <FormLink {...{ provider, account, coffee, tongue }} when={{ start: startsAt, end: endsAt }} />,
          )}
        </p>
      ) : null}
      <div class="pair">
        <PostForm action={path} csrf={csrf} hidden={act('file')}>
          <button type="submit" class="q small">
            {words.download}
          </button>
        </PostForm>
        <PostForm action={path} csrf={csrf} hidden={act('undo')}>
          <button type="submit" class="q small">
            {words.putAway}
          </button>
        </PostForm>
      </div>
      <p class="meta">{words.afterwards(name)}</p>
    </>
  )
}

interface Pressing extends ChosenProps {
  readonly hidden: Record<string, string>
}

function Send({ path, csrf, name, undoSeconds, hidden, tongue }: Pressing) {
  const words = coffeeWords(tongue).chosen
  return (
    <>
      <PostForm action={path} csrf={csrf} hidden={hidden}>
        <p class="cta">
          <button type="submit">{words.send(name)}</button>
        </p>
      </PostForm>
      <p class="meta">{words.leaves(minutesOf(undoSeconds))}</p>
    </>
  )
}

function Keep({ path, csrf, name, hidden, tongue }: Pressing) {
  const words = coffeeWords(tongue).chosen
  return (
    <>
      <PostForm action={path} csrf={csrf} hidden={hidden}>
        <p class="cta">
          <button type="submit">{words.keep}</button>
        </p>
      </PostForm>
      <p class="meta">{words.keeping(name)}</p>
    </>
  )
}

function Give({ provider, back, coffee, name, undoSeconds, tongue }: ChosenProps) {
  const words = coffeeWords(tongue).chosen
  return (
    <>
      <p>{words.needs}</p>
      <p class="cta">
        <a
          class="btn"
          href={`/connect/${provider}?need=events&coffee=${encodeURIComponent(coffee.id)}&to=${encodeURIComponent(back)}`}
        >
          {words.give}
        </a>
      </p>
      <p class="meta">{words.invited(name, minutesOf(undoSeconds))}</p>
    </>
  )
}

/** Until something leaves; null where it leaves at once. */
export const minutesOf = (seconds: number): number | null => (seconds ? Math.round(seconds / 60) : null)

/** Only where the mail did not go as it should: whoever reads this knows of it by now. */
const toldWords = (told: Coffee['told'], words: Words['chosen']['told']): string | undefined =>
  told === 'unknown' || told === 'failed' || told === 'unsent' ? words[told] : undefined
