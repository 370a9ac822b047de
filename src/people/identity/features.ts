/** What identifies the bearer of one address: names in a form to compare, accounts, and whether several people use it. */
import { postLocalParts, robotLocalParts, roleLocalParts } from '../words.ts'
import { codeHosts, hostOf, localPart, mailbox, organisation } from './address.ts'
import { firstAndLast, fullName, isCouple, nameInLocalPart, nameTokens, plainName } from './name.ts'
import { firmOf } from './renamed.ts'
import { type Middle, middleOf, middleSpelled } from './spelling.ts'
import type { Identity, Renamed } from './types.ts'

export interface Face {
  readonly address: string
  readonly mailbox: string
  /** Local part without tag and separators; at code hosts the account. */
  readonly local: string
  /** The local part, and what was set as a name but is an account's, where distinctive: "annamberg". */
  readonly handles: readonly string[]
  /** Accounts that were set as a name. */
  readonly aliases: readonly string[]
  /** Full names used at least one time in ten, or what the local part spells. */
  readonly names: readonly string[]
  /** What stands between the first and the last one of them, as far as it is written. */
  readonly middles: readonly Middle[]
  /** Every full name it was ever used under. */
  readonly everyName: readonly string[]
  /** All words of names but the local part itself, which some set as their name. */
  readonly tokens: ReadonlySet<string>
  /** Names of one word that may be a first name or an account: "wintermute". */
  readonly single: readonly string[]
  /** By the newest domain, where it changed. */
  readonly organisation: string | undefined
  readonly domain: string | undefined
  /** The address names an account of a code host. */
  readonly account: boolean
  readonly firstAt: number
  readonly lastAt: number
  /** Used by several people. */
  readonly shared: boolean
  /** The owner wrote to it or agreed to meet, or nobody knows. */
  readonly vouched: boolean
}

export function faceOf(
  { address, names, firstAt, lastAt, vouched = true }: Identity,
  renamed: Renamed = new Map(),
): Face {
  const total = [...names.values()].reduce((a, b) => a + b, 0)
  const full = [...names]
    .map(([as, count]) => ({ as, name: written(as), count }))
    .filter((one): one is { as: string; name: string; count: number } => one.name !== undefined)
  const spelled = full.length ? undefined : spelledIn(address)
  const local = localOf(address)
  const often = full.filter(({ count }) => count * 10 >= total)
  const aliases = [...names.keys()].map(handleName).filter(isAlias)
  return {
    address,
    mailbox: mailbox(address),
    local,
    handles: [...new Set([...(distinctive(local) ? [local] : []), ...aliases])],
    aliases,
    names: spelled ? [spelled] : [...new Set(often.map(({ name }) => name))],
    middles: middlesOf(
      localPart(mailbox(address)),
      often.map((one) => one.as),
    ),
    everyName: [...new Set(full.map(({ name }) => name))],
    tokens: new Set(
      [...names.keys()]
        .filter((name) => !isAlias(handleName(name)))
        .flatMap(nameTokens)
        .filter((token) => token !== local),
    ),
    single: [...new Set([...names.keys()].flatMap(oneWord))],
    organisation: firmOf(address, renamed),
    domain: organisation(address),
    account: codeHosts.has(hostOf(address)),
    firstAt,
    lastAt,
    shared: isShared(address, names, new Set(full.map(({ name }) => firstAndLast(name))).size),
    vouched,
  }
}

/** Of names as written, and of a local part that spells one. */
const middlesOf = (local: string, names: readonly string[]): readonly Middle[] =>
  [middleSpelled(local), ...names.map(middleOf)].filter((one) => one !== undefined)

/** Long enough, and no function's or post's, to be one human's wherever it stands. */
export const distinctive = (local: string): boolean => local.length >= 6 && !isFunction(local) && !isPost(local)

/** A couple, four people or more, a relay that writes "Anna via Tool", a function, or a machine's default address. */
function isShared(address: string, names: ReadonlyMap<string, number>, people: number): boolean {
  const local = localPart(mailbox(address))
  const several = [...names.keys()].some((name) => / via /i.test(name) || isCouple(name))
  return (
    people >= 4 ||
    several ||
    isFunction(local) ||
    /no-?reply/.test(local) ||
    /@(?:localhost|\(none\)|\?)?$/.test(address)
  )
}

const isFunction = (local: string) => unfit.has(local.replace(/[^a-z]/g, ''))

/** A full name written as one. "anna-lena" and "some-rare-one" are one word: a first name or an account. */
const written = (name: string) =>
  /[\s,]/.test(plainName(name) ?? '')
    ? fullName(name)
    : name.includes('-')
      ? undefined
      : nameInLocalPart(name.toLowerCase())

/** "anna.berg", also with a middle initial: "anna.m.berg". */
const spelledIn = (address: string) =>
  codeHosts.has(hostOf(address))
    ? undefined
    : nameInLocalPart((localPart(address).split('+', 1)[0] ?? '').replace(/(?<=[a-z]{2}[._])[a-z][._](?=[a-z]{2})/, ''))

/** The local part without tag and separators; at code hosts the account. */
const localOf = (address: string) => localPart(mailbox(address)).replace(/[._-]/g, '')

/** A name of one word written like an account: "rarebird", "RareBirdLee", "anna-acme", but not "Anna-Lena"; else empty. */
function handleName(name: string): string {
  return /^[\w.-]+$/.test(name) &&
    !/^[A-Z][a-z]+-[A-Z][a-z]+$/.test(name) &&
    /[\d_.-]|^[a-z]|^.[^A-Z]*[A-Z].*[a-z]/.test(name)
    ? name.toLowerCase().replace(/[._-]/g, '')
    : ''
}

/** Distinctive, or by its digits no word though short: "bird8". */
const isAlias = (handle: string) => distinctive(handle) || /^(?=.*\d)[a-z]\w{4,}$/.test(handle)

function oneWord(name: string): readonly string[] {
  const tokens = nameTokens(name)
  return tokens.length === 1 ? tokens : []
}

const isPost = (local: string) => posts.has(local.replace(/[^\p{L}]/gu, ''))
const posts: ReadonlySet<string> = new Set(postLocalParts)
const unfit: ReadonlySet<string> = new Set([...roleLocalParts, ...robotLocalParts])
