import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'

/** Removes what people copy along with an id or a secret, once, for every transport. The rest is then checked. */

/** Signs that have no width: they come along from web pages and chats, and nobody sees them. */
const unseen = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g
const quotes = `"'\`“”‘’「」『』`
const quoted = new RegExp(`^[${quotes}]+|[${quotes}]+$`, 'g')

export const isBlank = (text: string) => text.replace(unseen, '').trim() === ''
export const notBlank = { error: fieldProblem('empty') }

/** An id as it was meant: without what stands around it. What is inside stays. */
export const cleanId = (text: string) => {
  const bare = text.replace(unseen, '').trim()
  return bare.length > 1 ? bare.replace(quoted, '').trim() : bare
}

/** `SecretKey: "..",` as it stands in a configuration, and its kin. */
const label = /^["']?(?:[\w .-]*(?:secret|key|sig)[\w .-]*|[^\p{ASCII}]{1,12})["']?\s*[:=：＝]/iu

/** No secret holds a blank, a line break or a quote. */
const cleanSecret = (text: string) =>
  text
    .replace(unseen, '')
    .trim()
    .replace(label, '')
    .replace(/\s+/g, '')
    .replace(/[,;]+$/, '')
    .replace(quoted, '')

/** Out of an address, `%2A` and all; the rest as any other secret. */
function cleanUserSig(text: string): string {
  const query = /(?:^|[?&#\s])usersig=([^&#]*)/i.exec(text.replace(unseen, '').replace(/\s+/g, ''))
  const bare = cleanSecret(query?.[1] ?? text)
  return isAddress(bare)
    ? bare
    : bare.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}

const isAddress = (text: string) => /^[a-z]+:\/\//i.test(text)

/**
 * A secret of a known length. What is wrong with it is named, and never quoted. Only what looks like one that was cut or
 * doubled is refused for its length: a vendor's stand-in may have secrets of any kind.
 */
const secret = (
  name: string,
  clean: (text: string) => string,
  { length, letters }: { length?: number; letters: RegExp },
) =>
  z
    .string()
    .overwrite(clean)
    .min(1, fieldProblem('empty'))
    .superRefine((text, context) => {
      const issue = (message: string) => context.addIssue({ code: 'custom', message })
      if (text === '') return
      if (isAddress(text)) issue(fieldProblem('wholeUrl', { secret: name }))
      else if (length === undefined && !letters.test(text)) issue(fieldProblem('secretLetters', { secret: name }))
      else if (length !== undefined && letters.test(text) && text.length > length / 2 && text.length !== length)
        issue(fieldProblem('secretLength', { found: text.length, secret: name, needed: length }))
    })

export const tencentSecretKey = secret('SecretKey', cleanSecret, { length: 64, letters: /^[0-9a-z]+$/i })
export const zegoServerSecret = secret('ServerSecret', cleanSecret, { length: 32, letters: /^[0-9a-z]+$/i })
export const tencentUserSig = secret('UserSig', cleanUserSig, { letters: /^[0-9a-z*_-]+$/i })
