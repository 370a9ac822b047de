/** The page of an upload, at each point on its way: choosing, being read, whose it is, and what came of it. */
import { number, type Place } from '../../place.ts'
import { cleanText } from '../../text.ts'
import type { Upload, UploadResult } from '../../work/uploads.ts'
import { PostForm, render } from '../frame/layout.tsx'
import type { Page } from '../frame/session.ts'
import { count, wait } from '../frame/words.ts'

interface Shown {
  /** Files can be taken in on this server. */
  readonly open: boolean
  readonly upload?: Upload | null
  /** Missing for whoever has to sign in first. */
  readonly csrf?: string
}

const refreshSeconds = 3
const longestName = 200

export function showUpload(c: Page, { open, upload = null, csrf }: Shown) {
  const user = c.get('user')
  const isGoing = upload?.phase === 'looking' || upload?.phase === 'reading'
  const place: Place = { locale: user?.settings.locale ?? null, timeZone: user?.timeZone ?? 'UTC' }
  const gigabytes = c.get('deps').config.IMPORT_GIGABYTES
  return render(
    c,
    {
      title: 'Your own files',
      ...(user ? { at: 'account' as const } : {}),
      ...(isGoing ? { refresh: refreshSeconds } : {}),
    },
    <>
      <h1>Your own files</h1>
      {!open ? (
        <p class="notice">This server runs where no files can be taken in. The import command reads them at home.</p>
      ) : csrf === undefined ? (
        <p class="notice">
          Sign in first: the files go to your account. <a href="/?to=%2Fimport">Sign in</a>
        </p>
      ) : (
        <>
          {upload ? <Standing upload={upload} csrf={csrf} place={place} /> : null}
          {!upload || upload.phase === 'done' || upload.phase === 'failed' ? (
            <Choose csrf={csrf} gigabytes={gigabytes} again={upload !== null} />
          ) : null}
        </>
      )}
    </>,
  )
}

function Standing({ upload, csrf, place }: { upload: Upload; csrf: string; place: Place }) {
  if (upload.phase === 'asking') return <Whose upload={upload} csrf={csrf} />
  if (upload.phase === 'done') return <Result result={upload.result} place={place} />
  if (upload.phase === 'failed')
    return (
      <>
        <p class="notice" role="alert">
          {upload.problem}
        </p>
        <Notes notes={upload.notes} />
      </>
    )
  return <Under upload={upload} csrf={csrf} />
}

/** The token comes first: whoever takes the files in looks at it before any of them. */
function Choose({ csrf, gigabytes, again }: { csrf: string; gigabytes: number; again: boolean }) {
  return (
    <section>
      {again ? <h2>More files</h2> : null}
      <p class="lede">
        Mail, calendars and contacts as Google and others hand them out: .zip, .tgz, .mbox, .eml, .ics, .vcf, .csv. They
        are read on this server and removed again; only header lines, titles, times and guests are kept, and of contacts
        names, addresses and birthdays.
      </p>
      <form method="post" action="/import" enctype="multipart/form-data">
        <input type="hidden" name="csrf" value={csrf} />
        <p>
          <label for="files">Files, all parts of one export together</label>
          <input id="files" type="file" name="files" multiple />
        </p>
        <p>
          <label for="folder">Or a whole folder, such as an unpacked export or a Maildir</label>
          <input id="folder" type="file" name="files" multiple webkitdirectory />
        </p>
        <p class="cta">
          <button type="submit">Hand them over</button>
        </p>
      </form>
      <p class="meta">
        Drop them on the field or choose them, up to {gigabytes} GB at once. Your browser shows how far the upload is.
        Nothing is worked out before you have said which addresses are yours.
      </p>
    </section>
  )
}

function Under({ upload, csrf }: { upload: Upload & { phase: 'looking' | 'reading' }; csrf: string }) {
  const { share, secondsLeft } = upload.going
  const percent = Math.floor(share * 100)
  const left =
    secondsLeft === null
      ? ''
      : secondsLeft < 60
        ? 'Less than a minute left.'
        : `About ${wait(secondsLeft / 60, { locale: null })} left.`
  return (
    <section>
      <p class="big">{upload.phase === 'looking' ? 'Looking whose files these are' : 'Reading your files'}</p>
      <progress value={percent} max={100} aria-label={`${percent} of 100`}></progress>
      <p class="meta">{left} You can close this page; it goes on by itself.</p>
      <Drop csrf={csrf} words="Stop, and remove the files" />
    </section>
  )
}

function Whose({ upload, csrf }: { upload: Upload & { phase: 'asking' }; csrf: string }) {
  const { proposed, problem } = upload
  return (
    <section>
      {problem ? (
        <p class="notice" role="alert">
          {cleanText(problem, 500)}
        </p>
      ) : null}
      <h2>Which addresses are yours?</h2>
      <p class="lede">
        What they wrote counts as yours, and whoever is not ticked is somebody else. Nothing is worked out before you
        press.
      </p>
      <PostForm action="/import" csrf={csrf} hidden={{ do: 'confirm' }}>
        {proposed.map(({ address, why }, at) => (
          <p>
            <label>
              <input type="checkbox" name="mine" value={String(at)} /> <b>{cleanText(address, 254)}</b>{' '}
              {cleanText(why, 200)}
            </label>
          </p>
        ))}
        {proposed.length ? null : <p>The files do not show it, so type your address.</p>}
        <p>
          <label for="other">Others that are yours</label>
          <input id="other" name="other" maxlength={2000} autocomplete="email" placeholder="sam@example.org" />
        </p>
        <p class="cta">
          <button type="submit">These are mine, read the files</button>
        </p>
      </PostForm>
      <Drop csrf={csrf} words="None of it, remove the files" />
    </section>
  )
}

function Drop({ csrf, words }: { csrf: string; words: string }) {
  return (
    <PostForm action="/import" csrf={csrf} hidden={{ do: 'drop' }}>
      <button type="submit" class="q">
        {words}
      </button>
    </PostForm>
  )
}

function Result({ result, place }: { result: UploadResult; place: Place }) {
  const { messages, meetings, contacts, added, ties, people, skipped, notes } = result
  const isNew = added.mail + added.meeting + added.contact > 0
  return (
    <section>
      <p class="big" role="status">
        {count(messages, 'message')}
        {contacts ? ', ' : ' and '}
        {count(meetings, 'meeting')}
        {contacts ? ` and ${count(contacts, 'contact')}` : ''} read
      </p>
      <p>
        {isNew
          ? `New here: ${count(added.mail, 'message')} and ${count(added.meeting, 'meeting')}${contacts ? `, and ${count(added.contact, 'contact')}` : ''}.`
          : 'All of it was here already, so nothing has changed.'}{' '}
        The files are removed.
        {contacts ? ' Contacts name people and join their addresses; nobody is suggested because of one.' : ''}
      </p>
      <p class="cta">
        <a class="btn" href="/letter">
          The letter
        </a>{' '}
        <a class="btn q" href="/people">
          {number(ties, place)} {ties === 1 ? 'person' : 'people'} you write to and hear from
        </a>
      </p>
      {people.length ? (
        <>
          <h2>The people you are most in touch with</h2>
          <ul>
            {people.map(({ name, written, received, met }) => (
              <li>
                <b>{cleanText(name, 100)}</b>: {number(written, place)} from you, {number(received, place)} to you
                {met ? `, ${count(met, 'meeting')}` : ''}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {skipped.length ? (
        <details>
          <summary>What was left out, and why</summary>
          <ul>
            {skipped.map(({ reason, amount, places }) => (
              <li>
                {number(amount, place)}: {cleanText(reason, 200)}
                {places.length ? ` (${places.map((one) => cleanText(one, longestName)).join('; ')})` : ''}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <Notes notes={notes} />
    </section>
  )
}

/** More would be a page of its own. */
const mostNotes = 100

function Notes({ notes }: { notes: readonly string[] }) {
  if (!notes.length) return null
  return (
    <section>
      <h2>Files that were not read</h2>
      <ul>
        {notes.slice(0, mostNotes).map((note) => (
          <li>{cleanText(note, 2000)}</li>
        ))}
      </ul>
      {notes.length > mostNotes ? <p class="meta">And {notes.length - mostNotes} more.</p> : null}
    </section>
  )
}
