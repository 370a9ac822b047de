/** A time that a guest chose, on the coffee page: until when it is held, and what its owner can do about it. */
import type { Coffee } from '../../db/coffees.ts'
import type { ToldState } from '../../db/schema.ts'
import type { ProviderName } from '../../providers/types.ts'
import { PostForm } from '../frame/layout.tsx'
import { FormLink } from './form-link.tsx'

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
}

/** The ways on from a choice: the invitation first, or the permission that it needs; then the owner's own calendar. */
export function ChosenWays(props: ChosenProps) {
  const { coffee, name, path, csrf, canInvite, mayInvite, canKeep, provider, account } = props
  const { startsAt, endsAt } = coffee
  const act = (act: 'invite' | 'keep' | 'file' | 'undo') => ({ act, coffee: coffee.id })
  return (
    <>
      {coffee.problem ? <p role="status">{coffee.problem}</p> : null}
      <p>
        Nothing has gone out to {name} yet. It is fixed once{' '}
        {canKeep ? 'it stands in your calendar' : 'your invitation comes'}.
        {toldWords(coffee.told) ? ` ${toldWords(coffee.told)}` : ''}
      </p>
      {canInvite ? <Send {...props} hidden={act('invite')} /> : null}
      {canKeep ? <Keep {...props} hidden={act('keep')} /> : null}
      {canInvite || canKeep || !mayInvite ? null : <Give {...props} />}
      {startsAt && endsAt && mayInvite ? (
        <p>
          Or by your own hand:{' '}
          <FormLink provider={provider} account={account} when={{ start: startsAt, end: endsAt }} coffee={coffee} />,
          and save it there.
        </p>
      ) : null}
      <div class="pair">
        <PostForm action={path} csrf={csrf} hidden={act('file')}>
          <button type="submit" class="q small">
            Download a calendar file
          </button>
        </PostForm>
        <PostForm action={path} csrf={csrf} hidden={act('undo')}>
          <button type="submit" class="q small">
            Put it away
          </button>
        </PostForm>
      </div>
      <p class="meta">
        The file is for your own calendar; nobody is invited by it. Put away, the time is free again, and {name} reads
        so only on the page with your times: a word from you is kinder.
      </p>
    </>
  )
}

function Send({ path, csrf, name, undoSeconds, hidden }: ChosenProps & { readonly hidden: Record<string, string> }) {
  return (
    <>
      <PostForm action={path} csrf={csrf} hidden={hidden}>
        <p class="cta">
          <button type="submit">Send {name} the invitation</button>
        </p>
      </PostForm>
      <p class="meta">
        {undoSeconds
          ? `It leaves ${waitWords(undoSeconds)} after you press, and until then you can undo it.`
          : 'It leaves as soon as you press.'}
      </p>
    </>
  )
}

function Keep({ path, csrf, name, hidden }: ChosenProps & { readonly hidden: Record<string, string> }) {
  return (
    <>
      <PostForm action={path} csrf={csrf} hidden={hidden}>
        <p class="cta">
          <button type="submit">Put it into my calendar</button>
        </p>
      </PostForm>
      <p class="meta">
        Your calendar’s server invites nobody. The next page has a note to {name} for your own mail, and the entry as a
        file.
      </p>
    </>
  )
}

function Give({ provider, back, coffee, name, undoSeconds }: ChosenProps) {
  return (
    <>
      <p>
        To put it in your calendar and invite them from here I need permission to add events. Once you have given it,
        this invitation goes out by itself; for any other I use it only when you press send.
      </p>
      <p class="cta">
        <a
          class="btn"
          href={`/connect/${provider}?need=events&coffee=${encodeURIComponent(coffee.id)}&to=${encodeURIComponent(back)}`}
        >
          Give the permission
        </a>
      </p>
      <p class="meta">
        {undoSeconds
          ? `${name} is invited ${waitWords(undoSeconds)} after that, and until then you can undo it.`
          : `${name} is invited at once.`}
      </p>
    </>
  )
}

/** "10 minutes". */
const waitWords = (seconds: number): string => {
  const minutes = Math.round(seconds / 60)
  return minutes < 1 ? 'within a minute' : minutes === 1 ? 'a minute' : `${minutes} minutes`
}

/** Only where the mail did not go as it should: whoever reads this knows of it by now. */
function toldWords(told: ToldState | null): string | undefined {
  if (told === 'unknown')
    return 'A mail about it was on its way to you when the line broke, so it may have reached you or not; it is not sent again.'
  if (told === 'failed') return 'The mail relay did not take the mail that was to tell you of it.'
  if (told === 'unsent') return 'No mail was sent to you about it, since none of your addresses takes mail from here.'
  return undefined
}
