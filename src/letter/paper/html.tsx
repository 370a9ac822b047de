/** The letter as html: tables and inline styles, no image, no script, no address but its own links. */
import { raw } from 'hono/html'
import { cleanText } from '../../text.ts'
import { promisePath, sinceThen } from '../promise/due.ts'
import type { BirthdayLine, Letter, Links, Met, Notice, Promised } from '../types.ts'
import { thanksOf, type Words, wordsIn } from '../words/words.ts'
import { CardRows } from './card.tsx'
import { serverOf } from './server-name.ts'
import { air, paper, sheet, styles } from './style.ts'
import { Box, Line, Row, Stripes, Table, Ways } from './table.tsx'

/** A mail program shows what follows the preheader too, unless that is invisible filler. */
const filler = '&#8199;&#65279;&#847; '.repeat(38)
const ghost =
  '<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->'
const ghostEnd = '<!--[if mso]></td></tr></table><![endif]-->'
const office =
  '<!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><style>td,p,a,h1,h2{font-family:Georgia,serif!important}</style><![endif]-->'

/** A whole document. Every text in the letter is escaped here, once. */
export function toHtml(letter: Letter, links: Links): string {
  const { subject, preheader, tongue = 'en' } = letter
  const document = (
    <html lang={tongue} dir="ltr" {...{ 'xmlns:o': 'urn:schemas-microsoft-com:office:office' }}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="x-apple-disable-message-reformatting" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
        <meta name="description" content={preheader} />
        <title>{subject}</title>
        {raw(office)}
        <style>{raw(sheet)}</style>
      </head>
      <body class="air" style={`margin:0;padding:0;background:${air}`}>
        <div style="display:none;max-height:0;overflow:hidden;mso-hide:all">
          {preheader}
          {raw(filler)}
        </div>
        <div {...{ role: 'article', 'aria-roledescription': 'email', 'aria-label': subject }} lang={tongue} dir="ltr">
          <Table width="100%" class="air">
            <tr>
              <td {...{ align: 'center', bgcolor: air }} class="air out" style="padding:28px 12px">
                {raw(ghost)}
                <Table width="100%" class="sh" style={`max-width:600px;background:${paper}`}>
                  <Sheet letter={letter} links={links} />
                </Table>
                <Table width="100%" style="max-width:600px">
                  <Footer letter={letter} links={links} />
                </Table>
                {raw(ghostEnd)}
              </td>
            </tr>
          </Table>
        </div>
      </body>
    </html>
  )
  return `<!doctype html>\n${document}`
}

function Sheet({ letter, links }: { readonly letter: Letter; readonly links: Links }) {
  const { cards, met, notices } = letter
  const words = wordsIn(letter.tongue).paper
  return (
    <>
      <Stripes />
      <Row padding="30px 48px 0">
        <Table width="100%">
          <tr>
            <td class="ink" style={styles.mark}>
              Coffee soon
              <span class="red" style="color:#b5351f">
                ?
              </span>
            </td>
            <td {...{ align: 'right' }} class="soft" style={styles.small}>
              {letter.date}
              {links.unsubscribe ? (
                <>
                  {' · '}
                  <a href={links.unsubscribe} style={styles.footLink}>
                    {words.unsubscribe}
                  </a>
                </>
              ) : null}
            </td>
          </tr>
        </Table>
      </Row>
      <Row padding="34px 48px 0">
        <h1 class="h1 ink" style={styles.headline}>
          {letter.headline.map((line, index) => (
            <>
              {index ? <br /> : null}
              {line}
            </>
          ))}
        </h1>
        <p class="ink" style={styles.intro}>
          {letter.intro}
        </p>
        {letter.well ? (
          <p class="ink" style={styles.intro}>
            {letter.well}
          </p>
        ) : null}
      </Row>
      {notices.length ? <Notices notices={notices} links={links} /> : null}
      {letter.promises?.length ? <Promises promises={letter.promises} links={links} words={words} /> : null}
      {cards.map((card) => (
        <>
          <Line padding="30px 48px 26px" />
          <CardRows card={card} to={links.card(card)} words={words} />
        </>
      ))}
      {letter.birthdays?.length ? <Birthdays birthdays={letter.birthdays} links={links} words={words} /> : null}
      {letter.gathering ? (
        <Box>
          <p class="ink" style={`${styles.point};padding-bottom:8px`}>
            {letter.gathering.text}
          </p>
        </Box>
      ) : null}
      {met.length ? <AfterTheCoffee met={met} links={links} words={words} /> : null}
      <tr>
        <td {...{ height: '34' }} style="height:34px;line-height:34px;font-size:0">
          &nbsp;
        </td>
      </tr>
      <Stripes />
    </>
  )
}

function Notices({ notices, links }: { readonly notices: readonly Notice[]; readonly links: Links }) {
  return (
    <Box>
      {notices.map(({ text, links: ways }) => (
        <div style="padding-bottom:8px">
          <p class="ink" style={styles.point}>
            {text}
          </p>
          {ways.length ? <Ways groups={ways.map(({ label, path }) => [{ label, href: links.path(path) }])} /> : null}
        </div>
      ))}
    </Box>
  )
}

interface Told {
  readonly links: Links
  readonly words: Words['paper']
}

function Promises({ promises, links, words }: Told & { readonly promises: readonly Promised[] }) {
  return (
    <Box>
      <h2 class="ink" style={styles.box}>
        {words.youNoted}
      </h2>
      {promises.map((one) => (
        <div style="padding-top:6px">
          <p class="ink" style={styles.point}>
            {one.text} {sinceThen(one)}
          </p>
          <Ways
            groups={[
              [
                {
                  label: words.doneOrLater,
                  href: links.path(promisePath(one)),
                  alone: `${words.doneOrLater}: ${one.firstName}`,
                },
              ],
              [{ label: words.writeTo(cleanText(one.firstName, 24)), href: links.met(one).thank }],
            ]}
          />
        </div>
      ))}
    </Box>
  )
}

function Birthdays({ birthdays, links, words }: Told & { readonly birthdays: readonly BirthdayLine[] }) {
  return (
    <Box>
      <h2 class="ink" style={styles.box}>
        {words.thisWeek}
      </h2>
      {birthdays.map((one) => (
        <div style="padding-top:6px">
          <p class="ink" style={styles.point}>
            {one.text}
          </p>
          <Ways groups={[[{ label: words.writeTo(cleanText(one.firstName, 24)), href: links.met(one).thank }]]} />
        </div>
      ))}
    </Box>
  )
}

function AfterTheCoffee({ met, links, words }: Told & { readonly met: readonly Met[] }) {
  return (
    <Box>
      <h2 class="ink" style={styles.box}>
        {words.afterCoffee}
      </h2>
      {met.map((one) => {
        const { thank, note } = links.met(one)
        return (
          <div style="padding-top:6px">
            <p class="ink" style={styles.point}>
              {one.text} {thanksOf(one)}
            </p>
            <Ways
              groups={[
                [{ label: words.thank(cleanText(one.firstName, 24)), href: thank }],
                [{ label: words.promised, href: note }],
              ]}
            />
          </div>
        )
      })}
    </Box>
  )
}

function Footer({ letter, links }: { readonly letter: Letter; readonly links: Links }) {
  const words = wordsIn(letter.tongue).paper
  const link = (href: string, words: string) => (
    <a href={href} style={styles.footLink}>
      {words}
    </a>
  )
  return (
    <tr>
      <td class="px soft" style="padding:22px 48px 10px">
        {letter.cards.length ? (
          <p class="soft" style={styles.foot}>
            {words.yours(letter.linksUntil)}
          </p>
        ) : null}
        <p class="soft" style={styles.foot}>
          {words.writtenOn(serverOf(links))}{' '}
          {words.foot({
            stored: link(links.account, words.stored),
            change: link(links.settings, words.change),
            unsubscribe: links.unsubscribe ? link(links.unsubscribe, words.unsubscribeInLine) : null,
          })}
        </p>
      </td>
    </tr>
  )
}
