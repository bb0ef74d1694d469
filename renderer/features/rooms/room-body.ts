import { fieldProblem } from '../../../shared/domain/field-problems.ts'
import { type RoomInput, roomInputSchema } from '../../../shared/contract/room.ts'
import { type Draft, storedSecret, type FieldPath, isField } from './draft.ts'

export type Problems = Record<string, string>

/** The message for an empty field. It replaces other messages, such as one about wrong letters. */
const blank = fieldProblem('empty')

/** Converts the form to a room of the contract, or returns the errors by field. */
export function roomBody(
  draft: Draft,
  isTaken: (name: string) => boolean = () => false,
): { body: RoomInput } | { problems: Problems } {
  const parsed = roomInputSchema.safeParse(candidateOf(draft))
  const problems = missingSecrets(draft)
  const name = draft.fields.name.trim()
  if (name !== draft.before?.name && isTaken(name)) problems['name'] = fieldProblem('nameTaken')
  if (parsed.success && Object.keys(problems).length === 0) return { body: withoutBlanks(parsed.data) }
  for (const issue of parsed.error?.issues ?? []) {
    const path = issue.path.join('.')
    problems[path] ??= isField(path) && draft.fields[path].trim() === '' ? blank : issue.message
  }
  return { problems }
}

/** Removes undefined fields. Spread over defaults, an undefined field would override the default. */
const withoutBlanks = (body: RoomInput) => JSON.parse(JSON.stringify(body)) as RoomInput

/** Removes the commas of a grouped number. Numbers are accepted as the page writes them: `1,000`. */
const ungrouped = (typed: string) => (/^\d{1,3}(,\d{3})+$/.test(typed) ? typed.replaceAll(',', '') : typed)

function candidateOf({ fields, uses, environment, tencentSecret, before }: Draft) {
  const text = (path: FieldPath) => fields[path].trim()
  const optional = (path: FieldPath) => text(path) || undefined
  const number = (path: FieldPath) => (text(path) === '' ? undefined : Number(ungrouped(text(path))))
  const seconds = number('limits.expireAfterMs')
  return {
    name: text('name'),
    replaces: before !== null && before.name !== text('name') ? before.name : undefined,
    environment,
    tencent: uses.tencent
      ? {
          host: text('tencent.host'),
          sdkAppId: number('tencent.sdkAppId'),
          identifier: text('tencent.identifier'),
          [tencentSecret]: optional(`tencent.${tencentSecret}`),
          roomId: text('tencent.roomId'),
          sender: text('tencent.sender'),
          receiver: text('tencent.receiver'),
        }
      : undefined,
    zego: uses.zego
      ? {
          host: text('zego.host'),
          appId: number('zego.appId'),
          serverSecret: optional('zego.serverSecret'),
          miniGameId: text('zego.miniGameId'),
          roomId: text('zego.roomId'),
          viewer: {
            userId: text('zego.viewer.userId'),
            nickname: text('zego.viewer.nickname'),
            avatar: text('zego.viewer.avatar'),
            sex: number('zego.viewer.sex'),
          },
          receiver: optional('zego.receiver'),
          join: optional('zego.join') ?? false,
        }
      : undefined,
    limits: {
      tencentPerSecond: number('limits.tencentPerSecond'),
      zegoPerSecond: number('limits.zegoPerSecond'),
      zegoBatch: number('limits.zegoBatch'),
      expireAfterMs: seconds === undefined ? undefined : Math.round(seconds * 1_000),
    },
    caps: {
      perPress: number('caps.perPress'),
      perMinute: number('caps.perMinute'),
      perSession: number('caps.perSession'),
    },
  }
}

/** Returns an error for each required secret that is blank. A blank field is allowed if a secret is stored. */
function missingSecrets(draft: Draft): Problems {
  const { fields, uses, tencentSecret } = draft
  const problems: Problems = {}
  const need = (path: FieldPath) => {
    if (fields[path].trim() === '') problems[path] = blank
  }
  if (uses.tencent && storedSecret(draft, 'tencent')?.kind !== tencentSecret) need(`tencent.${tencentSecret}`)
  if (uses.zego && storedSecret(draft, 'zego') === null) need('zego.serverSecret')
  return problems
}
