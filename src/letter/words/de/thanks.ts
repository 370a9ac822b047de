/** What stands behind everybody met of late, in as many ways as letters need not to say one of them week after week. */
import type { thanks as shape } from '../en/thanks.ts'

/** One or two lines, and what was promised. */
export const thanks: typeof shape = [
  'Zwei Zeilen Dank, solange es frisch ist, und was du schicken wolltest.',
  'Ein kurzes Danke geht jetzt leicht von der Hand, und auch das, was du weitergeben wolltest.',
  'Was daran gut war, in einem Satz, und der Link oder Name, von dem die Rede war.',
  'Ein Wort des Dankes genügt, mit dem, was du beim Gehen versprochen hast.',
  'Wenn dir etwas davon nachgeht, sag es, und halte fest, was du angeboten hast.',
  'Ein Danke, solange du das Gespräch noch im Ohr hast, und was du mitgeben wolltest.',
  'Sag, was du mitgenommen hast, wenn du magst, und schick hinterher, wovon ihr gesprochen habt.',
  'Eine Zeile für die gemeinsame Zeit, und eine für das, was noch folgen sollte.',
]
