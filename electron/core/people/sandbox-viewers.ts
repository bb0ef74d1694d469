import type { Viewer } from '../../../shared/contract/people.ts'

const viewer = (name: string, avatar: string, sex: 1 | 2): Viewer => {
  const plain = name.toLowerCase()
  return {
    id: plain,
    name,
    avatar,
    tencentId: `viewer-${plain}`,
    zego: { userId: `viewer${plain}`, nickname: name, avatar: `https://example.com/avatars/${plain}.png`, sex },
  }
}

/** The accounts of the sandbox's own viewers. */
export const sandboxViewers: Viewer[] = [
  viewer('Mia', '🦊', 2),
  viewer('Kenji', '🐼', 1),
  viewer('Amara', '🦋', 2),
  viewer('Leo', '🦁', 1),
  viewer('Sofia', '🌻', 2),
]
