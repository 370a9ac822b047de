/** The page of an upload, at each point on its way: choosing, being read, whose it is, and what came of it. */
import { number, type Place, placeOfUser, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import type { Upload, UploadResult } from '../../work/uploads.ts'
import { PostForm, render } from '../frame/layout.tsx'
import type { Page } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import { wait } from '../frame/words.ts'
import { type ImportWords, importWords } from './words/words.ts'

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
  const tongue = tongueOn(c)
  const words = importWords(tongue)
  const place: Place = placeOfUser(user ?? { timeZone: 'UTC', settings: { letterTongue: tongue } })
  const gigabytes = c.get('deps').config.IMPORT_GIGABYTES
  return render(
    c,
    {
      title: words.title,
      ...(user ? { at: 'account' as const } : {}),
      ...(isGoing ? { refresh: refreshSeconds } : {}),
    },
    <>
      <h1>{words.title}</h1>
      {!open ? (
        <p class="notice">{words.closed}</p>
      ) : csrf === undefined ? (
        <p class="notice">
          {words.signInFirst} <a href="/?to=%2Fimport">{words.signIn}</a>
        </p>
      ) : (
        <>
          {upload ? <Standing upload={upload} csrf={csrf} place={place} /> : null}
          {!upload || upload.phase === 'done' || upload.phase === 'failed' ? (
            <Choose csrf={csrf} gigabytes={gigabytes} again={upload !== null} words={words} />
          ) : null}
        </>
      )}
    </>,
  )
}

function Standing({ upload, csrf, place }: { upload: Upload; csrf: string; place: Place }) {
  const words = importWords(tongueOf(place))
  if (upload.phase === 'asking') return <Whose upload={upload} csrf={csrf} words={words} />
  if (upload.phase === 'done') return <Result result={upload.result} place={place} words={words} />
  if (upload.phase === 'failed')
    return (
      <>
        <p class="notice" role="alert">
          {words.problem(upload.problem)}
        </p>
        <Notes notes={upload.notes} words={words} />
      </>
    )
  return <Under upload={upload} csrf={csrf} place={place} words={words} />
}

type Words = ImportWords

interface ChooseProps {
  readonly csrf: string
  readonly gigabytes: number
  /** Some were handed over before. */
  readonly again: boolean
  readonly words: Words
}

/** The token comes first: whoever takes the files in looks at it before any of them. */
function Choose({ csrf, gigabytes, again, words }: ChooseProps) {
  return (
    <section>
      {again ? <h2>{words.more}</h2> : null}
      <p class="lede">{words.lede}</p>
      <form method="post" action="/import" enctype="multipart/form-data">
        <input type="hidden" name="csrf" value={csrf} />
        <p>
          <label for="files">{words.files}</label>
          <input id="files" type="file" name="files" multiple />
        </p>
        <p>
          <label for="folder">{words.folder}</label>
          <input id="folder" type="file" name="files" multiple webkitdirectory />
        </p>
        <p class="cta">
          <button type="submit">{words.submit}</button>
        </p>
      </form>
      <p class="meta">{words.how(gigabytes)}</p>
    </section>
  )
}

interface UnderProps {
  readonly upload: Upload & { phase: 'looking' | 'reading' }
  readonly csrf: string
  readonly place: Place
  readonly words: Words
}

function Under({ upload, csrf, place, words }: UnderProps) {
  const { share, secondsLeft } = upload.going
  const percent = Math.floor(share * 100)
  const left =
    secondsLeft === null ? '' : secondsLeft < 60 ? words.lastMinute : words.left(wait(secondsLeft / 60, place))
  return (
    <section>
      <p class="big">{upload.phase === 'looking' ? words.looking : words.reading}</p>
      <progress value={percent} max={100} aria-label={words.percent(percent)}></progress>
      <p class="meta">
        {left} {words.mayClose}
      </p>
      <Drop csrf={csrf} words={words.stop} />
    </section>
  )
}

function Whose({ upload, csrf, words }: { upload: Upload & { phase: 'asking' }; csrf: string; words: Words }) {
  const { proposed, problem } = upload
  return (
    <section>
      {problem ? (
        <p class="notice" role="alert">
          {words.problem(cleanText(problem, 500))}
        </p>
      ) : null}
      <h2>{words.whose}</h2>
      <p class="lede">{words.whoseSays}</p>
      <PostForm action="/import" csrf={csrf} hidden={{ do: 'confirm' }}>
        {proposed.map(({ address, why }, at) => (
          <p>
            <label>
              <input type="checkbox" name="mine" value={String(at)} /> <b>{cleanText(address, 254)}</b>{' '}
              {words.why(cleanText(why, 200))}
            </label>
          </p>
        ))}
        {proposed.length ? null : <p>{words.typeYours}</p>}
        <p>
          <label for="other">{words.others}</label>
          <input id="other" name="other" maxlength={2000} autocomplete="email" placeholder="sam@example.org" />
        </p>
        <p class="cta">
          <button type="submit">{words.confirm}</button>
        </p>
      </PostForm>
      <Drop csrf={csrf} words={words.drop} />
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

function Result({ result, place, words }: { result: UploadResult; place: Place; words: Words }) {
  const { contacts, added, ties, people, skipped, notes } = result
  const isNew = added.mail + added.meeting + added.contact > 0
  return (
    <section>
      <p class="big" role="status">
        {words.read(result)}
      </p>
      <p>
        {isNew ? words.isNew(added, contacts > 0) : words.nothingNew} {words.removed}
        {contacts ? ` ${words.contactsSay}` : ''}
      </p>
      <p class="cta">
        <a class="btn" href="/letter">
          {words.letter}
        </a>{' '}
        <a class="btn q" href="/people">
          {words.ties(ties, place)}
        </a>
      </p>
      {people.length ? (
        <>
          <h2>{words.people}</h2>
          <ul>
            {people.map((one) => (
              <li>{words.person(cleanText(one.name, 100), one, place)}</li>
            ))}
          </ul>
        </>
      ) : null}
      {skipped.length ? (
        <details>
          <summary>{words.leftOut}</summary>
          <ul>
            {skipped.map(({ reason, amount, places }) => (
              <li>
                {words.leftOutLine(
                  number(amount, place),
                  words.reason(cleanText(reason, 200), amount),
                  places.map((one) => words.place(cleanText(one, longestName))),
                )}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <Notes notes={notes} words={words} />
    </section>
  )
}

/** More would be a page of its own. */
const mostNotes = 100

function Notes({ notes, words }: { notes: readonly string[]; words: Words }) {
  if (!notes.length) return null
  return (
    <section>
      <h2>{words.notRead}</h2>
      <ul>
        {notes.slice(0, mostNotes).map((note) => (
          <li>{words.note(cleanText(note, 2000))}</li>
        ))}
      </ul>
      {notes.length > mostNotes ? <p class="meta">{words.moreNotes(notes.length - mostNotes)}</p> : null}
    </section>
  )
}
