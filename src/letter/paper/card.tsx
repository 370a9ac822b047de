/** One person of the letter: who, how long, what is true between the two, a first line, and what can be done. */
import type { Card, CardLinks } from '../types.ts'
import type { Words } from '../words/words.ts'
import { styles } from './style.ts'
import { Button, type Group, Row, Strip, Table, type Way, Ways } from './table.tsx'

interface CardProps {
  readonly card: Card
  readonly to: CardLinks
  readonly words: Words['paper']
}

export function CardRows({ card, to, words }: CardProps) {
  const { button, quiet } = waysOf({ card, to, words })
  return (
    <>
      <Row padding="8px 48px 0">
        <Table width="100%">
          <tr>
            <td {...{ valign: 'top' }} style="padding-right:16px">
              <h2 class="ink" style={styles.name}>
                {card.name}
              </h2>
              <p class="soft" style={styles.since}>
                {card.since} <span style={styles.whole}>{card.lastInTouch}</span>
              </p>
            </td>
            <td {...{ width: '54', valign: 'top', align: 'right' }} aria-hidden="true">
              <Table>
                <tr>
                  <td
                    {...{ width: '50', height: '58', align: 'center', valign: 'middle' }}
                    class="st"
                    style={styles.stamp}
                  >
                    {initials(card.name)}
                  </td>
                </tr>
              </Table>
            </td>
          </tr>
        </Table>
      </Row>
      <Row padding="16px 48px 0">
        <Table width="100%">
          {card.points.map(({ label, text }) => (
            <tr>
              <td style="padding:0 0 9px">
                <p class="ink" style={styles.point}>
                  <b style="font-weight:700">{label}.</b> {text}
                </p>
              </td>
            </tr>
          ))}
        </Table>
      </Row>
      <Row padding="8px 48px 0">
        <Strip months={card.months} />
        <p class="soft" style={styles.strip}>
          {card.monthsInWords}
        </p>
      </Row>
      {card.opener.text ? (
        <Row padding="16px 48px 0">
          <Table width="100%">
            <tr>
              <td class="q" style="border-left:3px solid #bccde2;padding:2px 0 2px 18px">
                <p class="ink" lang={card.opener.language} style={styles.opener}>
                  {pieces(card.opener.text).map((piece) =>
                    piece.open ? (
                      <span class="red" style={styles.bracket}>
                        {piece.text}
                      </span>
                    ) : (
                      piece.text
                    ),
                  )}
                </p>
              </td>
            </tr>
          </Table>
        </Row>
      ) : null}
      <Row padding="20px 48px 0">
        <Button {...button} />
      </Row>
      <Row padding="4px 48px 0">
        {quiet.map((line) => (
          <Ways groups={line} />
        ))}
      </Row>
    </>
  )
}

/** The one button, and everything else that can be done, quietly: two lines of links that belong together. */
function waysOf({ card, to, words }: CardProps): { readonly button: Way; readonly quiet: readonly Group[][] } {
  const coffee = { label: words.coffeeWith(card.firstName), href: to.coffee }
  const write = { label: words.writeForNothing(card.firstName), href: to.write }
  const message = card.message ? { label: words.openMessage, href: card.message } : undefined
  const named = (way: Way): Way =>
    way.label.includes(card.firstName) ? way : { ...way, alone: `${way.label}: ${card.firstName}` }
  const button = card.lead === 'open' && message ? message : card.lead === 'write' ? write : coffee
  return {
    button: named(button),
    quiet: [
      [
        [
          ...(message && button !== message ? [message] : []),
          ...(button === coffee ? [] : [{ ...coffee, label: words.coffee }]),
          ...(button === write ? [] : [{ ...write, label: words.justWrite }]),
        ].map(named),
        [
          { label: words.notNow, href: to.notNow },
          { label: words.spoken, href: to.spoken },
        ].map(named),
      ],
      [
        [
          { label: words.elsewhere, href: to.elsewhere },
          { label: words.letGo, href: to.letGo },
        ].map(named),
      ],
    ],
  }
}

/** The text in pieces, the bracket to fill apart. A quoted subject may hold brackets of its own: those stay as they are. */
function pieces(text: string): { readonly text: string; readonly open: boolean }[] {
  return text
    .split(/(“[^“”]{0,130}”|„[^„“]{0,130}“|\[[^[\]]{2,}\])/u)
    .filter(Boolean)
    .map((piece) => ({ text: piece, open: piece.startsWith('[') }))
}

function initials(name: string): string {
  const words = name.match(/\p{L}[\p{L}\p{M}]*/gu) ?? []
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toUpperCase() || '?'
}
