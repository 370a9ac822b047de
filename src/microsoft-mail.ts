/** The domains at which Microsoft gives out mailboxes to anybody: its own, each by name. */

/**
 * Written out, because a pattern takes what is not Microsoft's as well: live.example, or outlook.a.co. As Microsoft has given
 * them out over the years, by country: the announcements of Hotmail, Windows Live and Outlook.com ("new international
 * domains", 2013) and what its sign-up page offers. An address at a domain that is missing here has to be confirmed once.
 */
const endings = {
  outlook: `
    com at be cl co.id co.il co.nz co.th co.uk com.ar com.au com.br com.gr com.hk com.pe com.tr com.vn cz de dk es fr hu
    ie in it jp kr lv my ph pt sa sg sk`,
  hotmail: `
    com at be ca ch cl co.id co.il co.in co.jp co.kr co.nz co.th co.uk co.za com.ar com.au com.br com.gr com.hk com.mx
    com.my com.ph com.pe com.sg com.tr com.tw com.vn cz de dk es fi fr gr hu ie it jp kr lt lv my nl no ph pt rs sa se sg
    sk`,
  live: `
    com at be ca ch cl cn co.in co.kr co.uk co.za com.ar com.au com.mx com.my com.ph com.pt com.sg de dk fi fr hk ie in it
    jp nl no ru se`,
  msn: 'com',
  passport: 'com',
  windowslive: 'com',
} as const

/** In lower case. */
export const microsoftMail: ReadonlySet<string> = new Set(
  Object.entries(endings).flatMap(([brand, all]) =>
    all
      .trim()
      .split(/\s+/)
      .map((ending) => `${brand}.${ending}`),
  ),
)

/** Whether the address is a mailbox that Microsoft gave to one person, and not one of an organisation or elsewhere. */
export const isMicrosoftMail = (address: string): boolean =>
  microsoftMail.has(address.slice(address.lastIndexOf('@') + 1).toLowerCase())
