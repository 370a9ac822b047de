/** How a German opener ends: with a small question and a way out, or with a word that nothing is asked. */
import type { Wording } from './wording.ts'

export const asks: Wording['asks'] = {
  video: [
    'Wie wäre ein Kaffee per Video in den nächsten Wochen? Wenn es gerade nicht geht, ist das völlig in Ordnung.',
    'Vielleicht demnächst auf einen Kaffee per Video? Nur wenn Zeit ist.',
    '{length} Kaffee per Video, irgendwann in diesem oder im nächsten Monat? Ein Nein ist auch eine gute Antwort.',
    'Wie klingt ein Kaffee per Video? Wenn gerade viel los ist, bleibt es einfach liegen.',
    'Hätte ein Kaffee per Video irgendwo Platz? Wenn nicht, dann später.',
    'Ich würde mich über einen Kaffee per Video freuen. Eilig ist es nicht.',
    'Ein Video mit Kaffee auf beiden Seiten: wäre das etwas? Ein Wort genügt, auch ein Nein.',
    'Lust auf Kaffee und {length} Video? Sonst ein anderes Mal.',
    'Darf ich zu einem Kaffee per Video einladen? Später ginge es genauso.',
    'Könnten wir uns bald per Video auf einen Kaffee sehen? Es muss nicht sein.',
    'Wann wäre eine gute Zeit für Kaffee per Video? Gibt es keine, macht es nichts.',
    '{length}, ein Video, zwei Tassen Kaffee? Absagen kostet nichts.',
  ],
  in_person: [
    'Wie wäre ein Kaffee in den nächsten Wochen? Wenn es jetzt nicht geht, dann eben nicht.',
    'Vielleicht demnächst auf einen Kaffee? Nur wenn der Kalender es hergibt.',
    'Ein Kaffee, irgendwann in diesem oder im nächsten Monat? Ein Nein nehme ich nicht übel.',
    'Wie klingt ein Kaffee? In vollen Wochen bleibt es einfach liegen.',
    'Darf ich zu einem Kaffee einladen? Es darf auch warten.',
    'Hätten wir bald {length} für einen Kaffee? Sonst im nächsten Vierteljahr.',
    'Ein Kaffee irgendwo auf dem Weg: wäre das möglich? Umwege sind keine nötig.',
    'Lust auf einen Kaffee? Wenn nicht, reicht ein kurzes Nein.',
    'Ich würde mich über einen Kaffee zu zweit freuen. Drängen will ich nicht.',
    'Wo wäre ein guter Ort für einen Kaffee? Fällt keiner ein, ist es auch gut.',
    'Setzen wir uns bald auf einen Kaffee zusammen? Nichts muss dafür verschoben werden.',
    'Wann ginge ein Kaffee, {length} lang? Keine Antwort heißt einfach: später.',
  ],
}

export const nothing: Wording['nothing'] = [
  'Eine Antwort ist nicht nötig.',
  'Alles Gute bis dahin, eine Antwort braucht es nicht.',
  'Mehr ist es nicht; eine Antwort muss nicht sein.',
  'Das darf gern ohne Antwort bleiben.',
  'Nur damit es gesagt ist.',
  'Das war schon alles.',
  'Lesen und weglegen genügt.',
  'Es ist nur ein Gruß.',
  'Zu tun gibt es damit nichts.',
  'Ein Winken aus der Ferne, mehr nicht.',
  'So viel von hier.',
  'Es braucht nichts zurückzukommen.',
]
