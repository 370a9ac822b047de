/** Openers in Spanish, without any form of address: whether two people say tú or usted no subject tells. */
import { monthNames, weekdayNames } from '../../../dates.ts'
import type { Wording } from './wording.ts'

const months = () => monthNames('es-ES')
const weekdays = () => weekdayNames('es-ES')
const numbers = 'ninguna una dos tres cuatro cinco seis siete ocho nueve diez once doce'.split(' ')
const years = (count: string, one: boolean) => (one ? 'un año' : `${count} años`)
const first = (met: boolean) => (met ? 'nuestro primer encuentro' : 'nuestro primer correo')
/** A title within a sentence, with a blank before it. */
const named = (title: string | undefined) => (title === undefined ? '' : ` ${title}`)

export const spanish: Wording = {
  language: 'es',
  greet: (name) => (name ? `Hola, ${name}:` : 'Hola:'),
  quote: (title) => `«${title}»`,
  month: (month, year) => `${months()[month - 1]}${year === undefined ? '' : ` de ${year}`}`,
  count: (number) => numbers[number] ?? String(number),
  weekday: (day) => (day === undefined ? 'hoy' : `el ${weekdays()[day - 1]}`),
  length: (minutes) => `${minutes} minutos`,
  openings: {
    question: [
      ({ title, month }) =>
        `el mensaje${named(title)} que llegó en ${month} se quedó sin mi respuesta. Lo siento. [la respuesta, en una frase]`,
      ({ title, month }) =>
        `todavía falta mi respuesta al mensaje${named(title)} de ${month}. Lo siento, aquí va: [la respuesta, en una frase]`,
      ({ title, month }) =>
        `nunca respondí al mensaje${named(title)} de ${month}, y lo siento. [la respuesta, en una frase]`,
    ],
    last_word: [
      ({ title, month }) =>
        `nuestro último mensaje fue${title === undefined ? '' : ` ${title},`} en ${month}. [una respuesta, o novedades]`,
      ({ title = 'el último mensaje', month }) =>
        `una línea más sobre ${title}, de ${month}: [una respuesta, o lo que ha pasado desde entonces]`,
      ({ title = 'el último mensaje', month }) =>
        `ahí lo dejamos, con ${title}, en ${month}. [lo que habría que decir hoy, o novedades]`,
    ],
    unanswered: [
      ({ title, month }) => `mi mensaje${named(title)} de ${month} ya no espera respuesta. [algo nuevo o útil]`,
      ({ title, month }) =>
        `escribí en ${month}${title === undefined ? '' : `, ${title}`}; no hace falta volver sobre ello. [algo nuevo o útil]`,
      ({ title, month }) =>
        `mi mensaje${named(title)} de ${month} puede quedarse sin respuesta. Esto es otra cosa: [algo nuevo o útil]`,
    ],
    introduction_made: [
      ({ other, month }) =>
        `en ${month} hice las presentaciones con ${other}. ¿Salió algo de ahí? Y si hay alguien más a quien conocer, basta un nombre y escribo el mensaje.`,
      ({ other, month }) =>
        `¿qué tal fue con ${other}, después de mi mensaje de ${month}? Si hay otra persona a quien conocer, basta un nombre y escribo el mensaje.`,
    ],
    introduction_made_asks_nothing: [
      ({ other, month }) =>
        `en ${month} hice las presentaciones con ${other}. [una frase sobre ello] Si algún día hay alguien más a quien conocer, basta un nombre y escribo el mensaje.`,
      ({ other, month }) =>
        `el contacto con ${other} vino de mi mensaje de ${month}. [una frase sobre ello] Para cualquier otra presentación basta un nombre, y escribo el mensaje.`,
    ],
    introduction_to: [
      ({ other, month }) => `gracias por el contacto con ${other}, en ${month}. [lo que salió de ahí, en una frase]`,
      ({ other, month }) =>
        `${other} y yo estamos en contacto desde ${month}. Gracias por la presentación. [lo que salió de ahí, en una frase]`,
    ],
    introduction_by: [
      ({ other, month }) => `nos conocemos gracias a ${other}, desde ${month}. [lo que ha pasado desde entonces]`,
      ({ other, month }) => `fue ${other} quien nos presentó, en ${month}. [lo que ha pasado desde entonces]`,
    ],
    note: [
      ({ note, month }) => `una cosa más, apuntada en ${month}: [una frase sobre: ${note}]`,
      ({ note }) => `hay algo sobre lo que volver. [una frase sobre: ${note}]`,
    ],
    anniversary: [
      ({ count, one, met }) =>
        `${first(met)} fue hace ${years(count, one)}, esta misma semana. Gracias por ${one ? 'este año' : 'estos años'}. [algo que ha quedado de entonces]`,
      ({ count, one, met }) =>
        `esta semana se ${one ? 'cumple' : 'cumplen'} ${years(count, one)} de ${first(met)}. [lo que merece unas gracias]`,
    ],
    birthday: [
      ({ when }) => `${when} es día de cumpleaños: muchas felicidades. [un deseo, en una frase]`,
      ({ when }) => `mis mejores deseos para el cumpleaños, ${when}. [un deseo, en una frase]`,
    ],
    birthday_guessed: [
      () => 'el cumpleaños debe de ser por estos días: muchas felicidades. [un deseo, en una frase]',
      () => 'muchas felicidades por el cumpleaños, el día justo o casi. [un deseo, en una frase]',
    ],
    series_ended: [
      ({ title = 'nuestra reunión de siempre', month }) =>
        `${title}: la última vez fue en ${month}. [algo que ha quedado de aquello]`,
      ({ title, month }) =>
        `nuestra última vez${title === undefined ? '' : ` en ${title}`} fue en ${month}. [cómo siguió todo desde entonces]`,
    ],
    meetings: [
      ({ title, month, count }) =>
        `nos vimos ${count} veces${title === undefined ? '' : ` para ${title}`}, la última en ${month}. [algo que ha quedado de aquello, o novedades]`,
      ({ title, month, count }) =>
        `${count} encuentros${title === undefined ? '' : `, ${title}`}, el último en ${month}. [un recuerdo de alguno de ellos]`,
    ],
    last_meeting: [
      ({ title, month }) =>
        `nos vimos por última vez en ${month}${title === undefined ? '' : `, para ${title}`}. [algo de aquel día, o novedades]`,
      ({ title = 'nuestro último encuentro', month }) =>
        `${title} fue en ${month}. [lo que ha pasado desde entonces, en una frase]`,
      ({ title, month }) =>
        `en ${month} fue nuestro último encuentro${title === undefined ? '' : `, ${title}`}. [algo de aquel día, o novedades]`,
    ],
    last_thread: [
      ({ title, month }) => `en ${month} nos escribimos sobre ${title}. [cómo siguió, o un enlace útil]`,
      ({ title, month }) => `${title} fue nuestro tema en ${month}. [cómo siguió, o novedades]`,
      ({ title, month }) => `una posdata a ${title}, de ${month}: [lo que ha cambiado desde entonces]`,
    ],
    their_thread: [
      ({ title, month }) => `en ${month} llegó un mensaje sobre ${title}. [lo que habría que decir hoy, o novedades]`,
      ({ title, month }) => `una línea más sobre ${title}, de ${month}: [algo nuevo sobre ello, o novedades]`,
    ],
    own_thread: [
      ({ title, month }) => `en ${month} escribí sobre ${title}. [cómo siguió, en una frase]`,
      ({ title, month }) => `así siguió ${title}, de lo que escribí en ${month}: [la novedad, en una frase]`,
    ],
    moved: [
      ({ other }) =>
        `veo que los mensajes llegan ahora desde ${other}. Mis mejores deseos, aunque sea tarde. [novedades, en una frase]`,
      ({ other }) => `mucha suerte en ${other}, de donde llegan ahora los mensajes. [novedades, en una frase]`,
    ],
    in_common: [
      ({ other }) => `tenemos en común a ${other}, según el correo y el calendario. [novedades, en una frase]`,
      ({ other }) => `también con ${other} se cruzan nuestros caminos. [novedades, en una frase]`,
    ],
    season: [
      ({ month }) =>
        `desde hace años, ${month} es nuestro mes, así que aquí va el saludo de este año. [novedades, en una frase]`,
      ({ month }) => `ya es ${month}, nuestro mes desde hace años. [novedades, en una frase]`,
    ],
    nothing_known: [
      () => '[lo que hay que contar, en una o dos frases]',
      () => '[el motivo de estas líneas, en una o dos frases]',
    ],
  },
  asks: {
    video: [
      '¿Habría un rato para un café por vídeo en las próximas semanas? Si no es buen momento, no pasa nada.',
      '¿Y un café por vídeo, un día de estos? Solo si viene bien.',
      '¿Un café por vídeo, este mes o el que viene? Un no también es una buena respuesta.',
    ],
    in_person: [
      '¿Habría un rato para un café en las próximas semanas? Si no es buen momento, no pasa nada.',
      '¿Y un café, un día de estos? Solo si viene bien.',
      '¿Un café, este mes o el que viene? Un no también es una buena respuesta.',
    ],
  },
  nothing: [
    'No hace falta contestar.',
    'No hay nada que responder.',
    'Esto puede quedarse tranquilamente sin respuesta.',
  ],
}
