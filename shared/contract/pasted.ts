import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'

/**
 * Removes what is copied by accident around an id or a secret. It is done here, so that it applies to every transport;
 * the result is then validated.
 */

/** Invisible characters, which are copied along from web pages and chats. */
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g
const quotes = `"'\`“”‘’「」『』`
const quoted = new RegExp(`^[${quotes}]+|[${quotes}]+$`, 'g')

export const isBlank = (text: string) => text.replace(invisible, '').trim() === ''
export const notBlank = { error: fieldProblem('empty') }

/** Removes invisible characters, spaces and quotes around an id. Its inner characters stay. */
export const cleanId = (text: string) => {
  const bare = text.replace(invisible, '').trim()
  return bare.length > 1 ? bare.replace(quoted, '').trim() : bare
}

/** Matches a label in front of a secret, such as `SecretKey: "..",` in a configuration file. */
const label = /^["']?(?:[\w .-]*(?:secret|key|sig)[\w .-]*|[^\p{ASCII}]{1,12})["']?\s*[:=：＝]/iu

/** Secrets contain no spaces, line breaks or quotes, so these are removed. */
const cleanSecret = (text: string) =>
  text
    .replace(invisible, '')
    .trim()
    .replace(label, '')
    .replace(/\s+/g, '')
    .replace(/[,;]+$/, '')
    .replace(quoted, '')

/** Extracts a UserSig from a URL and decodes escapes such as `%2A`; any other text is cleaned like a secret. */
function cleanUserSig(text: string): string {
  const query = /(?:^|[?&#\s])usersig=([^&#]*)/i.exec(text.replace(invisible, '').replace(/\s+/g, ''))
  const bare = cleanSecret(query?.[1] ?? text)
  return isAddress(bare)
    ? bare
    : bare.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}

const isAddress = (text: string) => /^[a-z]+:\/\//i.test(text)

/**
 * Validates a secret. Error messages name the problem but never quote the value. The length is checked only for a value
 * with the usual characters and more than half of the usual length, which looks cut or doubled. Other values pass,
 * because the secrets of a test server may have any form.
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
