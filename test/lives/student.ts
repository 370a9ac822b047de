/** A student: eight people, eight weeks of mail, and whatever the term brings after that. */
import { exchange, exchanges, friend, fromThem, type Life, met } from './pen.ts'

export function student(): Life {
  const [ana, bo, cleo, dario, elif, finn, gwen, hugo] = [
    friend('Ana Prats', 'campus.example'),
    friend('Bo Lindqvist', 'post.example'),
    friend('Cleo Martin', 'campus.example'),
    friend('Dario Conti', 'post.example'),
    friend('Elif Aksoy', 'campus.example'),
    friend('Finn Harper', 'home.example', 0),
    friend('Gwen Hartley', 'home.example', 0),
    friend('Hugo Tavares', 'lab.example'),
  ]
  return {
    name: 'student',
    facts: [
      ...exchanges(
        ana,
        [54, 50, 43, 37, 30, 22, 15, 8, 2, -5, -13, -20, -27, -60],
        ['Problem set two', 'Library on Sunday', 'Notes of the lecture'],
      ),
      ...exchanges(bo, [52, 47, 41, 19, -36], ['Kayak weekend', 'The blue bicycle']),
      ...exchanges(cleo, [49, 35, 28, 20, 6, -8, -31], ['Seminar paper', 'Lab group']),
      ...exchanges(dario, [51, 46, 40], ['Film club on Tuesday', 'Flat in the old town']),
      ...exchanges(elif, [44, 33, 26, 12, 1, -12, -25], ['Turkish lessons', 'Exam dates']),
      ...exchanges(finn, [55, 45, 29, 25], ['Home for the holidays', 'The dog and the boat']),
      ...exchanges(
        gwen,
        [53, 48, 39, 31, 24, 17, 10, 3, -4, -11, -18, -25, -32, -39, -46],
        ['Sunday call', 'Parcel on its way'],
      ),
      ...exchange(hugo, { days: 38, subject: 'Place in the lab' }),
      ...exchange(hugo, { days: 27, subject: 'Reading for the lab' }),
      fromThem(hugo, { days: 26, subject: 'Could you send your timetable?' }),
      met([ana], { days: 16, title: 'Library on Sunday' }),
      met([dario], { days: 41, title: 'Film club' }),
      met([bo], { days: 20, title: 'Kayak weekend' }),
    ],
  }
}
