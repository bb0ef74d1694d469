import { peopleInputSchema, type People, type PeopleOfRoom, type Viewer } from '../../../shared/contract/people.ts'
import { withViewer } from './edit-people.ts'

/** One viewer in the form, with the texts as typed. */
interface ViewerDraft {
  name: string
  avatar: string
  tencentId: string
  zegoId: string
  nickname: string
  picture: string
  sex: '' | '1' | '2'
}
export type ViewerField = keyof ViewerDraft
export type ViewerProblems = { [Field in ViewerField]?: string | undefined }

export function draftOf(viewer: Viewer | null, room: PeopleOfRoom['room']): ViewerDraft {
  const { zego } = viewer ?? {}
  return {
    name: viewer?.name ?? '',
    avatar: viewer?.avatar ?? '',
    tencentId: viewer?.tencentId ?? '',
    zegoId: zego?.userId ?? '',
    nickname: zego?.nickname ?? '',
    // ZEGO needs the URL of a picture that it can load, so start with the one of the room, which is known to work.
    picture: zego?.avatar ?? room.zego?.viewer.avatar ?? '',
    sex: zego?.sex === undefined ? '' : zego.sex === 1 ? '1' : '2',
  }
}

/** Changes the name. The ids follow the name until the host has typed other ids. */
export function typeName(draft: ViewerDraft, name: string, room: PeopleOfRoom['room'], fallback: string): ViewerDraft {
  const before = suggestIds(draft.name, fallback)
  const next = suggestIds(name, fallback)
  const follow = (own: string, was: string, now: string) =>
    own === '' || own === was ? (name.trim() === '' ? '' : now) : own
  return {
    ...draft,
    name,
    tencentId: room.tencent ? follow(draft.tencentId, before.tencentId, next.tencentId) : draft.tencentId,
    zegoId: room.zego ? follow(draft.zegoId, before.zegoId, next.zegoId) : draft.zegoId,
    nickname: room.zego && (draft.nickname === '' || draft.nickname === draft.name) ? name : draft.nickname,
  }
}

const fieldOf: Readonly<Record<string, ViewerField>> = {
  name: 'name',
  avatar: 'avatar',
  tencentId: 'tencentId',
  'zego.userId': 'zegoId',
  'zego.nickname': 'nickname',
  'zego.avatar': 'picture',
  'zego.sex': 'sex',
}

/** Returns the room's people with the viewer of the form, or the errors by field. */
export function peopleWith(
  people: People,
  draft: ViewerDraft,
  id: string,
): { people: People } | { problems: ViewerProblems } {
  const { viewers, sender, receivers, receiver } = people
  const next = withViewer({ viewers, sender, receivers, receiver }, viewerOf(draft, id))
  const parsed = peopleInputSchema.safeParse(next)
  if (parsed.success) return { people: next }
  const problems: ViewerProblems = {}
  for (const { path, message } of parsed.error.issues) {
    const field = path[0] === 'viewers' ? fieldOf[path.slice(2).join('.')] : undefined
    problems[field ?? 'name'] ??= message
  }
  return { problems }
}

function viewerOf(draft: ViewerDraft, id: string): Viewer {
  const text = (field: ViewerField) => draft[field].trim()
  const avatar = text('avatar')
  const tencentId = text('tencentId')
  const zegoId = text('zegoId')
  return {
    id,
    name: text('name'),
    ...(avatar !== '' && { avatar }),
    ...(tencentId !== '' && { tencentId }),
    ...(zegoId !== '' && {
      zego: {
        userId: zegoId,
        nickname: text('nickname') || text('name'),
        avatar: text('picture'),
        ...(draft.sex !== '' && { sex: draft.sex === '1' ? (1 as const) : (2 as const) }),
      },
    }),
  }
}

const tencentMost = 32
const zegoMost = 48

/** Makes ids from a name that are valid at both vendors. A name without Latin letters or digits gives the fallback. */
export function suggestIds(name: string, fallback: string): { tencentId: string; zegoId: string } {
  const t = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  const parts = t.length === 0 ? [fallback] : t
  return {
    tencentId: `viewer-${parts.join('-')}`.slice(0, tencentMost).replace(/-$/, ''),
    zegoId: `viewer${parts.join('')}`.slice(0, zegoMost),
  }
}
