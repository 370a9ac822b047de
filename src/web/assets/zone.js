// The zone of this browser's clock goes along when an account is connected: it says at which hour a letter is read.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
if (zone)
  for (const link of document.querySelectorAll('a[href^="/connect/"]')) {
    const url = new URL(link.href)
    url.searchParams.set('zone', zone)
    link.href = url.pathname + url.search
  }
