import { fieldProblem } from '../../../shared/domain/field-problems.ts'
import { type RoomInput, roomInputSchema } from '../../../shared/contract/room.ts'
import { type Draft, storedSecret, type FieldPath, isField } from './draft.ts'

export type Problems = Record<string, string>

/** The contract's own words; a rule about letters says nothing useful of a field without any. */
const blank = fieldProblem('empty')

/** The form in the shape of the contract, or the error and its field. */
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

/** A blank field must be absent, not undefined: spread over a default, undefined would override it. */
const withoutBlanks = (body: RoomInput) => JSON.parse(JSON.stringify(body)) as RoomInput

/** `1,000`, as the page itself writes it. */
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

/** In the contract a missing secret means that the stored one stays; without a stored one it is required. */
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
