/** Openers in Dutch, without any form of address: whether two people say je or u no subject tells. */
import { monthNames, weekdayNames } from '../../../dates.ts'
import type { Wording } from './wording.ts'

const months = () => monthNames('nl-NL')
const weekdays = () => weekdayNames('nl-NL')
const numbers = 'geen een twee drie vier vijf zes zeven acht negen tien elf twaalf'.split(' ')
const years = (count: string, one: boolean) => (one ? 'een jaar' : `${count} jaar`)
const first = (met: boolean) => (met ? 'onze eerste ontmoeting' : 'onze eerste mail')
/** A title within a sentence, with a blank before it. */
const named = (title: string | undefined) => (title === undefined ? '' : ` ${title}`)

export const dutch: Wording = {
  language: 'nl',
  greet: (name) => (name ? `Hallo ${name},` : 'Hallo,'),
  quote: (title) => `“${title}”`,
  month: (month, year) => `${months()[month - 1]}${year === undefined ? '' : ` ${year}`}`,
  count: (number) => numbers[number] ?? String(number),
  weekday: (day) => (day === undefined ? 'vandaag' : `${weekdays()[day - 1]}`),
  length: (minutes) => `${minutes} minuten`,
  openings: {
    question: [
      ({ title, month }) =>
        `het bericht${named(title)} uit ${month} heb ik nooit beantwoord. Sorry daarvoor. [het antwoord, in één zin]`,
      ({ title, month }) =>
        `op het bericht${named(title)} uit ${month} ontbreekt nog mijn antwoord, sorry. Hier is het: [het antwoord, in één zin]`,
      ({ title, month }) =>
        `het bericht${named(title)} uit ${month} wacht nog op mijn antwoord. Het spijt me dat het zo lang duurde. [het antwoord, in één zin]`,
    ],
    last_word: [
      ({ title, month }) =>
        `het laatste bericht tussen ons was${title === undefined ? ' ' : ` ${title}, `}in ${month}. [een antwoord daarop, of eigen nieuws]`,
      ({ title = 'het laatste bericht', month }) =>
        `nog een regel over ${title}, uit ${month}: [een antwoord daarop, of wat er sindsdien was]`,
      ({ title = 'het laatste bericht', month }) =>
        `bij ${title}, in ${month}, is het gebleven. [wat er vandaag op te zeggen valt, of eigen nieuws]`,
    ],
    unanswered: [
      ({ title, month }) =>
        `mijn bericht${named(title)} uit ${month} hoeft geen antwoord meer. [iets nieuws of iets nuttigs]`,
      ({ title, month }) =>
        `in ${month} heb ik geschreven${title === undefined ? '' : `, ${title}`}; daar hoeft niets meer op te volgen. [iets nieuws of iets nuttigs]`,
      ({ title, month }) =>
        `mijn bericht${named(title)} uit ${month} mag gerust blijven liggen. Dit is iets anders: [iets nieuws of iets nuttigs]`,
    ],
    introduction_made: [
      ({ other, month }) =>
        `in ${month} heb ik het contact met ${other} gelegd. Is er iets van gekomen? En als er nog iemand is om te leren kennen: een naam is genoeg, dan schrijf ik het bericht.`,
      ({ other, month }) =>
        `hoe ging het verder met ${other}, na mijn bericht in ${month}? Als er nog iemand is om te leren kennen: een naam is genoeg, dan schrijf ik het bericht.`,
    ],
    introduction_made_asks_nothing: [
      ({ other, month }) =>
        `in ${month} heb ik het contact met ${other} gelegd. [een zin daarover] Als er ooit nog iemand is om te leren kennen: een naam is genoeg, dan schrijf ik het bericht.`,
      ({ other, month }) =>
        `het contact met ${other} kwam in ${month} door mijn bericht. [een zin daarover] Voor nog een kennismaking is een naam genoeg, dan schrijf ik het bericht.`,
    ],
    introduction_to: [
      ({ other, month }) => `bedankt voor het contact met ${other}, in ${month}. [wat ervan gekomen is, in één zin]`,
      ({ other, month }) =>
        `${other} en ik hebben sinds ${month} contact. Bedankt voor de kennismaking. [wat ervan gekomen is, in één zin]`,
    ],
    introduction_by: [
      ({ other, month }) => `we kennen elkaar door ${other}, sinds ${month}. [wat er sindsdien was, of eigen nieuws]`,
      ({ other, month }) =>
        `het was ${other} die ons met elkaar in contact bracht, in ${month}. [wat er sindsdien was, of eigen nieuws]`,
    ],
    note: [
      ({ note, month }) => `nog één ding, opgeschreven in ${month}: [een zin over: ${note}]`,
      ({ note }) => `er is iets om op terug te komen. [een zin over: ${note}]`,
    ],
    anniversary: [
      ({ count, one, met }) =>
        `${first(met)} was deze week ${years(count, one)} geleden. Bedankt voor ${one ? 'het jaar' : 'de jaren'} sindsdien. [iets dat ervan gebleven is]`,
      ({ count, one, met }) =>
        `deze week is het ${years(count, one)} sinds ${first(met)}. [waar een bedankje op zijn plaats is]`,
    ],
    birthday: [
      ({ when }) => `${when} is er een verjaardag te vieren: van harte. [een wens, in één zin]`,
      ({ when }) => `de beste wensen voor de verjaardag van ${when}. [een wens, in één zin]`,
    ],
    birthday_guessed: [
      () => 'de verjaardag moet rond deze tijd zijn: van harte. [een wens, in één zin]',
      () => 'van harte met de verjaardag, op de dag zelf of bijna. [een wens, in één zin]',
    ],
    series_ended: [
      ({ title = 'ons vaste overleg', month }) =>
        `${title} was er voor ons in ${month} voor het laatst. [iets dat ervan gebleven is]`,
      ({ title, month }) =>
        `onze laatste keer${title === undefined ? '' : ` bij ${title}`} was in ${month}. [hoe het sindsdien verderging]`,
    ],
    meetings: [
      ({ title, month, count }) =>
        `we hebben elkaar ${count} keer gezien${title === undefined ? '' : ` voor ${title}`}, het laatst in ${month}. [iets dat ervan gebleven is, of eigen nieuws]`,
      ({ title = 'onze afspraak', month, count }) =>
        `${title} hadden we ${count} keer, tot ${month}. [een herinnering aan een daarvan]`,
    ],
    last_meeting: [
      ({ title, month }) =>
        `in ${month} hebben we elkaar voor het laatst gezien${title === undefined ? '' : `: ${title}`}. [iets van die dag, of eigen nieuws]`,
      ({ title = 'onze laatste ontmoeting', month }) => `${title} was in ${month}. [wat er sindsdien was, in één zin]`,
      ({ title, month }) =>
        `onze laatste ontmoeting${title === undefined ? '' : `, ${title},`} was in ${month}. [iets van die dag, of eigen nieuws]`,
    ],
    last_thread: [
      ({ title, month }) => `in ${month} schreven we elkaar over ${title}. [hoe het verderging, of een nuttige link]`,
      ({ title, month }) => `${title} was ons onderwerp in ${month}. [hoe het verderging, of eigen nieuws]`,
      ({ title, month }) => `een naschrift bij ${title}, uit ${month}: [wat er sindsdien veranderd is]`,
    ],
    their_thread: [
      ({ title, month }) =>
        `in ${month} kwam er een mail over ${title}. [wat er vandaag over te zeggen valt, of eigen nieuws]`,
      ({ title, month }) => `nog een regel over ${title}, uit ${month}: [iets nieuws daarover, of eigen nieuws]`,
    ],
    own_thread: [
      ({ title, month }) => `in ${month} heb ik over ${title} geschreven. [hoe het verderging, in één zin]`,
      ({ title, month }) =>
        `zo ging het verder met ${title}, waarover ik in ${month} schreef: [het nieuws, in één zin]`,
    ],
    moved: [
      ({ other }) =>
        `ik zie dat de mail nu van ${other} komt. Alle goeds daar, al is het wat laat. [eigen nieuws, in één zin]`,
      ({ other }) => `veel succes bij ${other}, waar de mail nu vandaan komt. [eigen nieuws, in één zin]`,
    ],
    in_common: [
      ({ other }) => `we kennen allebei ${other}, te oordelen naar mail en agenda. [eigen nieuws, in één zin]`,
      ({ other }) => `ook ${other} verbindt ons. [eigen nieuws, in één zin]`,
    ],
    season: [
      ({ month }) => `al jaren is ${month} onze maand, dus hier is de groet van dit jaar. [eigen nieuws, in één zin]`,
      ({ month }) => `het is ${month}, al jaren onze maand. [eigen nieuws, in één zin]`,
    ],
    nothing_known: [
      () => '[wat er te vertellen is, in een of twee zinnen]',
      () => '[de aanleiding voor deze regels, in een of twee zinnen]',
    ],
  },
  asks: {
    video: [
      'Zou een koffie via video in de komende weken lukken? Zo niet, dan is dat helemaal goed.',
      'Misschien binnenkort een koffie via video? Alleen als het uitkomt.',
      'Een koffie via video, deze of volgende maand? Nee is ook een goed antwoord.',
    ],
    in_person: [
      'Zou een koffie in de komende weken lukken? Zo niet, dan is dat helemaal goed.',
      'Misschien binnenkort een koffie? Alleen als het uitkomt.',
      'Een koffie, deze of volgende maand? Nee is ook een goed antwoord.',
    ],
  },
  nothing: ['Een antwoord is niet nodig.', 'Terugschrijven hoeft niet.', 'Dit mag gerust zonder antwoord blijven.'],
}
