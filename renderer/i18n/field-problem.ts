import { useCallback } from 'react'
import { useFormat } from './format.ts'
import { useTranslate } from './translate.ts'

/** The contract's English error messages of fields, and the translation key of each. */
const known: readonly [message: RegExp, word: string][] = [
  [/^must not be empty$/, 'empty'],
  [/^must be at most (?<max>\d+) bytes/, 'maxBytes'],
  [/^must be at most (?<max>\d+) characters/, 'maxCharacters'],
  [/^Too big: expected string to have <=(?<max>\d+) characters/, 'maxCharacters'],
  [/^must be at least (?<min>\d+)$/, 'min'],
  [/^must be at most (?<max>\d+)$/, 'max'],
  [/^must be a whole number$/, 'wholeNumber'],
  [/^Invalid input: expected (number|int)/, 'number'],
  [/^must be 1 to 32 printable ASCII characters/, 'tencentUserId'],
  [/^must be 1 to 48 letters or digits/, 'zegoUserId'],
  [/^must be a whole http or https address|^must name a host/, 'address'],
  [/^must be a host name or an https origin/, 'host'],
  [/^give either secretKey or userSig/, 'oneSecret'],
  [/^give a tencent or a zego connection/, 'noConnection'],
  [/^a sandbox room stays on this machine/, 'sandboxHost'],
  [/^must be below the target$/, 'belowTarget'],
  [/^must be above the mark before it$/, 'aboveLast'],
  [/^a string must itself be JSON text/, 'json'],
  [/^is used twice/, 'usedTwice'],
  [/^belongs to another saved room/, 'nameTaken'],
  [/^give an id for Tencent or for ZEGO/, 'oneId'],
  [/^must be at most (?<max>\d+) (viewers|receivers)/, 'tooMany'],
  [/^must be in the future/, 'future'],
  [/^must be a time such as/, 'time'],
  [/^must be at most half of the interval/, 'jitter'],
  [/^must be 1 to 30 letters, digits or "_"/, 'variableName'],
  [/^is a built-in variable/, 'builtIn'],
  [/^is given twice/, 'twice'],
  [/^are too large together/, 'deckTooLarge'],
  [/^must hold at most (?<max>\d+) pages/, 'maxPages'],
  [/^must hold at most (?<max>\d+) keys/, 'maxKeys'],
  [/^must be at most 48 KiB/, 'imageTooLarge'],
  [/^must be a png, jpeg or webp/, 'image'],
  [/^is the (?:id|hotkey) of another (?:key|page) too/, 'usedTwice'],
  [/^is not a field here/, 'unknownField'],
  [/^has (?<found>\d+) characters; a (?<secret>\w+) has (?<needed>\d+)/, 'secretLength'],
  [/^is a whole URL; paste the (?<secret>\w+) alone/, 'wholeUrl'],
  [/^holds a character that no (?<secret>\w+) has/, 'secretLetters'],
  [/^must not be "\." or "\.\."/, 'unroutable'],
]

/** A field's error in the host's language; a message without an entry is shown as it came. */
export function useFieldProblem() {
  const t = useTranslate('fields')
  const { number } = useFormat()
  return useCallback(
    (message: string) => {
      for (const [pattern, word] of known) {
        const found = pattern.exec(message)
        if (found === null) continue
        const bounds: Record<string, string> = {}
        for (const [name, digits] of Object.entries(found.groups ?? {}))
          bounds[name] = name === 'secret' ? digits : number(Number(digits))
        return t(word, { ...bounds })
      }
      return message
    },
    [t, number],
  )
}
