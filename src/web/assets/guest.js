// The times of a guest's page on the clock of this browser, as long as the guest has chosen no other: nothing of it is sent.
const page = document.querySelector('[data-clock]')
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
if (page && zone) {
  const ownerZone = page.dataset.clock
  const german = document.documentElement.lang === 'de'
  const locale = german ? 'de-DE' : 'en-GB'
  const partsOf = (at, timeZone) => {
    const form = { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }
    const parts = new Intl.DateTimeFormat(locale, form).formatToParts(at)
    return Object.fromEntries(parts.map(({ type, value }) => [type, value]))
  }
  const say = {
    day: ({ weekday, day, month }) => (german ? `${weekday}, ${day}. ${month}` : `${weekday} ${day} ${month}`),
    clock: ({ hour, minute }) => `${hour}:${minute}`,
    hold: ({ weekday, hour, minute }) => (german ? `${weekday}, ${hour}:${minute} Uhr` : `${weekday} ${hour}:${minute}`),
  }
  const clockName = () => {
    if (!german) return `${zone.split('/').at(-1).replaceAll('_', ' ')} time`
    const named = (timeZoneName) =>
      new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName, hour: 'numeric' })
        .formatToParts()
        .find(({ type }) => type === 'timeZoneName')?.value ?? zone
    const generic = named('longGeneric')
    // A name that is made of a country has one for the season beside it.
    return generic === named('shortGeneric') ? named('long') : generic
  }
  let differs = false
  for (const time of page.querySelectorAll('time[data-say]')) {
    const at = new Date(time.dateTime)
    const here = partsOf(at, zone)
    differs ||= say.hold(here) !== say.hold(partsOf(at, ownerZone))
    time.textContent = say[time.dataset.say](here)
  }
  for (const other of page.querySelectorAll('[data-other]')) {
    const at = new Date(other.dataset.at)
    if (say.day(partsOf(at, zone)) !== say.day(partsOf(at, ownerZone))) other.textContent = other.dataset.other
    other.hidden = !differs
  }
  const place = clockName()
  for (const note of page.querySelectorAll('[data-zone]')) note.textContent = `${note.dataset.zone} ${place}`.trim()
  const list = page.querySelector('select[name=zone]')
  if (list && [...list.options].some(({ value }) => value === zone)) list.value = zone
}
