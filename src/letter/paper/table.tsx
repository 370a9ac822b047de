/** The few bricks of a letter that Outlook's Word engine lays out as well: tables, and cells with a colour. */
import type { Child } from 'hono/jsx'
import { recentMonths, shade } from '../say/months.ts'
import { air, blue, ink, red, shades, styles } from './style.ts'

/** Attributes of old HTML, which mail programs still go by. */
const plain = { role: 'presentation', cellpadding: '0', cellspacing: '0', border: '0' } as const

interface TableProps {
  readonly children?: Child
  readonly width?: string
  readonly class?: string
  readonly style?: string
  /** Ornament that readers skip. */
  readonly hidden?: boolean
  readonly spacing?: string
}

export function Table({ children, width, hidden, spacing, ...rest }: TableProps) {
  const more: Readonly<Record<string, string>> = {
    ...plain,
    ...(width ? { width } : {}),
    ...(spacing ? { cellspacing: spacing } : {}),
    ...(hidden ? { 'aria-hidden': 'true' } : {}),
  }
  return (
    <table {...more} {...rest}>
      <tbody>{children}</tbody>
    </table>
  )
}

/** A row with one cell that keeps the margins of the sheet. `padding` is CSS. */
export function Row({ padding, children }: { readonly padding: string; readonly children?: Child }) {
  return (
    <tr>
      <td class="px" style={`padding:${padding}`}>
        {children}
      </td>
    </tr>
  )
}

/** Odd, so that both ends are coloured. */
const stripes = 19
const bar = 'height:8px;line-height:8px;font-size:0'

/** The striped edge of an airmail envelope. */
export function Stripes() {
  return (
    <tr>
      <td>
        <Table width="100%" hidden>
          <tr>
            {Array.from({ length: stripes }, (_, index) => {
              const [colour, name] = index % 4 === 0 ? [red, 'br'] : index % 4 === 2 ? [blue, 'bb'] : ['', '']
              const more = { width: '30', height: '8', ...(colour ? { bgcolor: colour, class: name } : {}) }
              return (
                <td {...more} style={bar}>
                  &nbsp;
                </td>
              )
            })}
          </tr>
        </Table>
      </td>
    </tr>
  )
}

export function Line({ padding }: { readonly padding: string }) {
  return (
    <Row padding={padding}>
      <Table width="100%">
        <tr>
          <td
            class="ln"
            {...{ height: '1' }}
            style="height:1px;line-height:1px;font-size:0;border-top:1px solid #cfd9e6"
          >
            &nbsp;
          </td>
        </tr>
      </Table>
    </Row>
  )
}

/** Two years, a cell a month; the same stands in words below. */
export function Strip({ months }: { readonly months: readonly number[] }) {
  return (
    <Table width="100%" spacing="2" hidden style="margin:0 -2px">
      <tr>
        {recentMonths(months).map((contacts) => {
          const more = { height: '12', bgcolor: shades[shade(contacts)] }
          return (
            <td {...more} class={`k${shade(contacts)}`} style="height:12px;line-height:12px;font-size:0">
              &nbsp;
            </td>
          )
        })}
      </tr>
    </Table>
  )
}

/** A button that stays one where padding of links is not known: the colour is the cell's. */
export function Button({ href, label, alone }: Way) {
  return (
    <Table class="btn">
      <tr>
        <td
          {...{ bgcolor: ink, align: 'center' }}
          class="bi"
          style={`background:${ink};border-radius:3px;mso-padding-alt:14px 24px`}
        >
          <a href={href} class="bt" style={styles.button} aria-label={alone}>
            {label}
          </a>
        </td>
      </tr>
    </Table>
  )
}

/** A tinted box with words and quiet links. */
export function Box({ children }: { readonly children?: Child }) {
  return (
    <Row padding="30px 48px 0">
      <Table width="100%">
        <tr>
          <td {...{ bgcolor: air }} class="air bx" style={`padding:20px 22px 12px;background:${air}`}>
            {children}
          </td>
        </tr>
      </Table>
    </Row>
  )
}

export interface Way {
  readonly label: string
  /** What a reader says of it that reads the links of a letter alone: every card has the same ones. */
  readonly alone?: string
  readonly href: string
}

/** Links that stay on one line together, so that none is left alone on the next. */
export type Group = readonly Way[]

/** One line of quiet links; where it is too long for the screen it breaks between groups. */
export function Ways({ groups }: { readonly groups: readonly Group[] }) {
  return (
    <p style="margin:4px 0 0">
      {groups.map((ways, place) => (
        <>
          {place ? <span style={styles.gap}>&nbsp;&nbsp; </span> : null}
          <span style={styles.group}>
            {ways.map(({ label, alone, href }, index) => (
              <>
                {index ? <span style={styles.gap}>&nbsp;&nbsp;&nbsp;</span> : null}
                <a href={href} class="a" style={styles.quiet} aria-label={alone}>
                  {label}
                </a>
              </>
            ))}
          </span>
        </>
      ))}
    </p>
  )
}
