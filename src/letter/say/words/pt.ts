/** Openers in Portuguese as both Portugal and Brazil write it, without any form of address and without a gendered thanks. */
import { monthNames, weekdayNames } from '../../../dates.ts'
import type { Wording } from './wording.ts'

const months = () => monthNames('pt-PT')
const weekdays = () => weekdayNames('pt-PT')
const numbers = 'nenhum um dois três quatro cinco seis sete oito nove dez onze doze'.split(' ')
const years = (count: string, one: boolean) => (one ? 'um ano' : `${count} anos`)
const first = (met: boolean) => (met ? 'o nosso primeiro encontro' : 'o nosso primeiro e-mail')
/** A title within a sentence, with a blank before it. */
const named = (title: string | undefined) => (title === undefined ? '' : ` ${title}`)

export const portuguese: Wording = {
  language: 'pt',
  greet: (name) => (name ? `Olá ${name},` : 'Olá,'),
  quote: (title) => `“${title}”`,
  month: (month, year) => `${months()[month - 1]}${year === undefined ? '' : ` de ${year}`}`,
  count: (number) => numbers[number] ?? String(number),
  weekday: (day) => (day === undefined ? 'hoje' : `${day > 5 ? 'no' : 'na'} ${weekdays()[day - 1]}`),
  length: (minutes) => `${minutes} minutos`,
  openings: {
    question: [
      ({ title, month }) =>
        `a mensagem${named(title)} que chegou em ${month} ficou sem a minha resposta. Peço desculpa. [a resposta, numa frase]`,
      ({ title, month }) =>
        `ainda falta a minha resposta à mensagem${named(title)} de ${month}. Peço desculpa, aqui vai: [a resposta, numa frase]`,
      ({ title, month }) =>
        `nunca respondi à mensagem${named(title)} de ${month}, e peço desculpa por isso. [a resposta, numa frase]`,
    ],
    last_word: [
      ({ title, month }) =>
        `a última mensagem entre nós${title === undefined ? '' : `, ${title},`} foi em ${month}. [uma resposta, ou novidades]`,
      ({ title = 'a última mensagem', month }) =>
        `mais uma linha sobre ${title}, de ${month}: [uma resposta, ou o que aconteceu desde então]`,
      ({ title = 'a última mensagem', month }) =>
        `${title}, de ${month}, ficou como a última palavra entre nós. [o que haveria a dizer hoje, ou novidades]`,
    ],
    unanswered: [
      ({ title, month }) =>
        `a minha mensagem${named(title)} de ${month} já não espera resposta. [algo de novo ou de útil]`,
      ({ title, month }) =>
        `escrevi em ${month}${title === undefined ? '' : `, ${title}`}; não é preciso voltar a isso. [algo de novo ou de útil]`,
      ({ title, month }) =>
        `a minha mensagem${named(title)} de ${month} pode ficar sem resposta. Isto é outra coisa: [algo de novo ou de útil]`,
    ],
    introduction_made: [
      ({ other, month }) =>
        `em ${month} fiz as apresentações com ${other}. Deu em alguma coisa? E se houver mais alguém a conhecer, basta um nome e eu escrevo a mensagem.`,
      ({ other, month }) =>
        `como foi com ${other}, depois da minha mensagem de ${month}? Se houver outra pessoa a conhecer, basta um nome e eu escrevo a mensagem.`,
    ],
    introduction_made_asks_nothing: [
      ({ other, month }) =>
        `em ${month} fiz as apresentações com ${other}. [uma frase sobre isso] Se um dia houver mais alguém a conhecer, basta um nome e eu escrevo a mensagem.`,
      ({ other, month }) =>
        `a ligação com ${other} veio da minha mensagem de ${month}. [uma frase sobre isso] Para outra apresentação basta um nome, e eu escrevo a mensagem.`,
    ],
    introduction_to: [
      ({ other, month }) => `agradeço a apresentação a ${other}, em ${month}. [o que resultou daí, numa frase]`,
      ({ other, month }) =>
        `desde ${month} que falo com ${other}. Agradeço muito a apresentação. [o que resultou daí, numa frase]`,
    ],
    introduction_by: [
      ({ other, month }) =>
        `foi por meio de ${other} que nos conhecemos, em ${month}. [o que aconteceu desde então, ou novidades]`,
      ({ other, month }) =>
        `o nosso encontro, foi ${other} quem o tornou possível, em ${month}. [o que aconteceu desde então, ou novidades]`,
    ],
    note: [
      ({ note, month }) => `mais uma coisa, anotada em ${month}: [uma frase sobre: ${note}]`,
      ({ note }) => `há um ponto a retomar. [uma frase sobre: ${note}]`,
    ],
    anniversary: [
      ({ count, one, met }) =>
        `${first(met)} foi há ${years(count, one)}, nesta mesma semana. Agradeço ${one ? 'este ano' : 'estes anos'}. [algo que ficou desse tempo]`,
      ({ count, one, met }) =>
        `esta semana faz ${years(count, one)} que aconteceu ${first(met)}. [o que merece um agradecimento]`,
    ],
    birthday: [
      ({ when }) => `${when} é dia de aniversário: muitos parabéns. [um desejo, numa frase]`,
      ({ when }) => `os melhores votos para o aniversário ${when}. [um desejo, numa frase]`,
    ],
    birthday_guessed: [
      () => 'o aniversário deve ser por estes dias: muitos parabéns. [um desejo, numa frase]',
      () => 'muitos parabéns pelo aniversário, no dia certo ou quase. [um desejo, numa frase]',
    ],
    series_ended: [
      ({ title = 'o nosso encontro de sempre', month }) =>
        `${title}: a última vez foi em ${month}. [algo que ficou disso]`,
      ({ title, month }) =>
        `a nossa última vez${title === undefined ? '' : ` em ${title}`} foi em ${month}. [como tudo continuou desde então]`,
    ],
    meetings: [
      ({ title, month, count }) =>
        `${count} encontros${title === undefined ? '' : ` para ${title}`}, o último em ${month}. [algo que ficou disso, ou novidades]`,
      ({ title, month, count }) =>
        `tivemos ${count} encontros${title === undefined ? '' : `, ${title}`}, até ${month}. [uma lembrança de um deles]`,
    ],
    last_meeting: [
      ({ title, month }) =>
        `o nosso último encontro foi em ${month}${title === undefined ? '' : `: ${title}`}. [algo desse dia, ou novidades]`,
      ({ title = 'o nosso último encontro', month }) =>
        `${title} foi em ${month}. [o que aconteceu desde então, numa frase]`,
      ({ title, month }) =>
        `em ${month} foi o nosso último encontro${title === undefined ? '' : `, ${title}`}. [algo desse dia, ou novidades]`,
    ],
    last_thread: [
      ({ title, month }) => `em ${month} as nossas mensagens eram sobre ${title}. [como continuou, ou um link útil]`,
      ({ title, month }) => `${title} foi o nosso assunto em ${month}. [como continuou, ou novidades]`,
      ({ title, month }) => `uma nota mais sobre ${title}, de ${month}: [o que mudou desde então]`,
    ],
    their_thread: [
      ({ title, month }) =>
        `em ${month} chegou uma mensagem sobre ${title}. [o que haveria a dizer hoje, ou novidades]`,
      ({ title, month }) => `mais uma linha sobre ${title}, de ${month}: [algo de novo sobre isso, ou novidades]`,
    ],
    own_thread: [
      ({ title, month }) => `em ${month} escrevi sobre ${title}. [como continuou, numa frase]`,
      ({ title, month }) =>
        `foi assim que continuou ${title}, sobre o que escrevi em ${month}: [a novidade, numa frase]`,
    ],
    moved: [
      ({ other }) =>
        `vejo que as mensagens chegam agora de ${other}. Os melhores votos, ainda que tarde. [novidades, numa frase]`,
      ({ other }) => `muito sucesso em ${other}, de onde chegam agora as mensagens. [novidades, numa frase]`,
    ],
    in_common: [
      ({ other }) => `temos ${other} em comum, a julgar pelo e-mail e pela agenda. [novidades, numa frase]`,
      ({ other }) => `os nossos caminhos cruzam-se também com ${other}. [novidades, numa frase]`,
    ],
    season: [
      ({ month }) => `há anos que ${month} é o nosso mês, por isso aqui vai o olá deste ano. [novidades, numa frase]`,
      ({ month }) => `chegou ${month}, há anos o nosso mês. [novidades, numa frase]`,
    ],
    nothing_known: [
      () => '[o que há para contar, numa ou duas frases]',
      () => '[o motivo destas linhas, numa ou duas frases]',
    ],
  },
  asks: {
    video: [
      'Haveria tempo para um café por vídeo nas próximas semanas? Se não for um bom momento, não há problema.',
      'E um café por vídeo, um dia destes? Só se for conveniente.',
      'Um café por vídeo, este mês ou no próximo? Um não também é uma boa resposta.',
    ],
    in_person: [
      'Haveria tempo para um café nas próximas semanas? Se não for um bom momento, não há problema.',
      'E um café, um dia destes? Só se for conveniente.',
      'Um café, este mês ou no próximo? Um não também é uma boa resposta.',
    ],
  },
  nothing: [
    'Não é preciso responder.',
    'Nenhuma resposta é necessária.',
    'Isto pode ficar sem resposta, sem problema.',
  ],
}
