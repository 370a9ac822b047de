/** How the letter looks: inline styles for the many mail programs that know no others, and one small sheet for dark and narrow. */

const serif = "font-family:Georgia,'Times New Roman',serif"
const sans = "font-family:-apple-system,'Segoe UI',Helvetica,Arial,sans-serif"

export const ink = '#1b2745'
const soft = '#51607f'
export const red = '#b5351f'
export const blue = '#2a5793'
export const air = '#e3ebf3'
export const paper = '#fffdf9'

/** The five shades of a month, palest first. */
export const shades = ['#e4ebf3', '#bccde2', '#86a5cd', '#4a75b0', '#1f4379'] as const

/** A name of one endless word must not widen the letter. */
const breaking = 'word-break:break-word;overflow-wrap:anywhere'

export const styles = {
  mark: `${serif};font-size:19px;line-height:24px;font-style:italic;color:${ink}`,
  small: `${sans};font-size:14px;line-height:24px;color:${soft}`,
  headline: `${serif};margin:0;font-size:38px;line-height:43px;font-weight:400;letter-spacing:-.4px;color:${ink}`,
  intro: `${serif};margin:16px 0 0;font-size:18px;line-height:28px;color:${ink}`,
  name: `${serif};margin:0;font-size:26px;line-height:31px;font-weight:400;color:${ink};${breaking}`,
  since: `${sans};margin:3px 0 0;font-size:14px;line-height:20px;color:${soft}`,
  stamp: `width:50px;height:58px;border:2px dashed #86a5cd;${serif};font-size:20px;line-height:24px;color:${blue}`,
  whole: 'white-space:nowrap',
  gap: 'font-size:15px',
  group: `display:inline-block;max-width:100%;${breaking}`,
  strip: `${sans};margin:5px 0 0;font-size:13px;line-height:19px;color:${soft}`,
  point: `${serif};margin:0;font-size:17px;line-height:26px;color:${ink};${breaking}`,
  opener: `${serif};margin:0;font-size:17px;line-height:27px;font-style:italic;color:${ink};${breaking}`,
  bracket: `font-style:normal;color:${red}`,
  button: `display:block;padding:14px 24px;${sans};font-size:16px;line-height:20px;font-weight:600;color:${paper};text-decoration:none;${breaking}`,
  quiet: `${sans};font-size:15px;line-height:44px;color:${blue};text-decoration:underline`,
  box: `${serif};margin:0;font-size:19px;line-height:26px;font-weight:700;color:${ink}`,
  foot: `${sans};margin:0 0 12px;font-size:13px;line-height:20px;color:${soft}`,
  footLink: `color:${soft};text-decoration:underline`,
} as const

/** Kept small: Gmail reads the first 8 KB of styles only. */
export const sheet = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  'body{margin:0;padding:0;-webkit-text-size-adjust:100%}',
  '@media (max-width:520px){.px{padding-left:22px!important;padding-right:22px!important}.h1{font-size:33px!important;line-height:37px!important}.btn{width:100%!important}.out{padding:0!important}}',
  '@media (prefers-color-scheme:dark){.air{background:#0f1626!important}.sh{background:#172036!important}.bx{background:#222d49!important}.ink{color:#f0eae0!important}.soft,.soft a{color:#a9b4cb!important}.red,.bl{color:#f28b72!important}.a{color:#93b8ee!important}.bi{background:#f0eae0!important}.bt{color:#131b2e!important}.ln{border-color:#2c3957!important}.q{border-color:#33507f!important}.st{border-color:#4d77b6!important;color:#93b8ee!important}.br{background:#f28b72!important}.bb{background:#6f9be0!important}.k0{background:#222d49!important}.k1{background:#33507f!important}.k2{background:#4d77b6!important}.k3{background:#7ca4dd!important}.k4{background:#bcd5f7!important}}',
].join('\n')
