/** The sample letter, in German: its people are made up, and so is every word of theirs. */
import type { english } from '../en.ts'

export const sample: typeof english.sample = {
  notice: 'Das ist ein Beispiel. Alle darin sind erfunden, auch Sam, und jeder Link sagt nur, was er tun würde.',
  toFront: 'Zurück zu Coffee soon?',
  ofSample: 'Ein Link aus dem Beispielbrief',
  back: 'Zurück zum Beispielbrief',
  toStart: 'Zum Anfang',
  met: 'Jonas Lind hast du am Donnerstag getroffen.',

  teo: {
    since: 'Seit 14 Monaten keine Mail und kein Treffen zwischen euch.',
    lastInTouch: 'Zuletzt in Kontakt am 25. September 2025.',
    points: [
      ['Am Donnerstag', 'Fünf Jahre seit eurer ersten Mail, am 26. November 2021.'],
      ['Gemeinsam', '22-mal „Lesekreis am Donnerstag“ miteinander, 2024 bis 2025.'],
    ],
    opener:
      'Teo, unsere erste Mail ist diese Woche fünf Jahre her. Danke für die Zeit seitdem. [etwas daraus, das dir geblieben ist] Wie wäre es demnächst mit einem Kaffee? Nur wenn es dir passt.',
  },
  maren: {
    since: 'Seit 7 Monaten keine Mail und kein Treffen zwischen euch.',
    lastInTouch: 'Zuletzt in Kontakt am 12. April 2026.',
    points: [
      [
        'Noch offen',
        'Die Nachricht „Umzug ins Atelier + eine Frage“ vom 12. April, und bisher keine Antwort per Mail.',
      ],
      ['Gemeinsam', 'Neunmal „Runde Barrierefreiheit“ miteinander, 2025 bis 2026.'],
      ['Gemeinsam', 'Jonas Lind, in sechs Mailwechseln mit euch beiden.'],
    ],
    opener:
      'Maren, im April kam deine Mail „Umzug ins Atelier + eine Frage“, und ich habe nie geantwortet. Das tut mir leid. [deine Antwort, in einer Zeile] Wollen wir uns auf einen Kaffee per Video treffen, 45 Minuten, wann es dir passt? Nein ist auch eine gute Antwort.',
  },
  priya: {
    since: 'Seit 5 Monaten keine Mail und kein Treffen zwischen euch.',
    lastInTouch: 'Zuletzt in Kontakt am 9. Juni 2026.',
    points: [
      [
        'Was daraus wurde',
        'Du hast Priya und Dana Whitlock am 3. Juni miteinander bekannt gemacht, und beide haben geantwortet.',
      ],
      ['Gemeinsam', 'Viermal „Entwurfsrunde Northlight“ im letzten Jahr.'],
    ],
    opener:
      'Priya, im Juni habe ich dich mit Dana Whitlock bekannt gemacht. Ist etwas daraus geworden? Wenn du noch jemanden kennenlernen möchtest, nenn mir den Namen, und ich schreibe die Zeilen. Ein Kaffee per Video wäre schön, irgendwann in diesem Monat oder im nächsten.',
  },

  meanings: {
    coffee: {
      title: 'Einen Kaffee planen',
      words:
        'Öffnet eine Seite mit ein paar Terminen, an denen du frei bist, und diesem ersten Satz als Anfang. Du änderst, was du magst. Verschickt wird nichts, bis du dort einen Knopf drückst.',
    },
    write: {
      title: 'Einfach schreiben',
      words:
        'Öffnet ein paar Zeilen, die um nichts bitten. Du machst sie zu deinen und nimmst sie in dein eigenes Mailprogramm mit.',
    },
    message: {
      title: 'Nachricht öffnen',
      words:
        'Öffnet die Nachricht, die auf eine Antwort wartet, in deiner eigenen Mail. Coffee soon? kann sie nicht lesen.',
    },
    'not-now': {
      title: 'Nicht jetzt',
      words:
        'Fragt, wie lange es warten kann: einen Monat, bis nach den Feiertagen oder bis zum Frühling. Die andere Seite erfährt nichts davon.',
    },
    spoken: {
      title: 'Wir haben gesprochen',
      words: 'Hält fest, dass ihr beide anderswo Kontakt hattet, wo hier niemand hinsieht, und zählt ab diesem Tag.',
    },
    elsewhere: {
      title: 'Wir reden anderswo',
      words:
        'Für jemanden, den du ohnehin siehst oder anrufst: Von Stille ist dann nie mehr die Rede, und in der Liste deiner Menschen bleibt der Name stehen.',
    },
    'dont-suggest': {
      title: 'Nicht mehr vorschlagen',
      words:
        'Nach einem weiteren Klick ist davon keine Rede mehr, weder hier noch in einem Brief. In deiner Mail ändert sich nichts, und niemand erfährt es. Du kannst es zurücknehmen.',
    },
    thank: {
      title: 'Danke sagen',
      words: 'Öffnet zwei Zeilen Dank, solange es frisch ist. Du machst sie zu deinen.',
    },
    promise: {
      title: 'Notieren, was du versprochen hast',
      words: 'Nimmt eine Zeile von dir auf. Sie bleibt auf dem Server, und ein späterer Brief erinnert dich daran.',
    },
    settings: {
      title: 'Tag oder Anzahl ändern',
      words: 'Öffnet deine Einstellungen: Tag und Stunde des Briefs, wie viele Menschen darin stehen, oder eine Pause.',
    },
    stored: {
      title: 'Was gespeichert ist',
      words:
        'Öffnet deine Kontoseite: was gespeichert ist und wie viel, jede Anfrage an deine Mail, und wie du alles löschst.',
    },
    unsubscribe: { title: 'Abbestellen', words: 'Fragt einmal nach, und dann kommt kein Brief mehr.' },
  },
}
