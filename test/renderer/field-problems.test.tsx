import { renderHook } from '@testing-library/react'
import { beforeAll, describe, expect, it } from 'vitest'
import { useRoomDraft, emptyFields, type FieldPath } from '../../renderer/features/rooms/draft.ts'
import { roomBody } from '../../renderer/features/rooms/room-body.ts'
import { useFieldProblem } from '../../renderer/i18n/field-problem.ts'
import { startWords } from '../../renderer/i18n/i18n.ts'
import { fetchWhole } from '../../renderer/i18n/packs/packs.ts'

const problemsWith = (text: string): Record<string, string> => {
  const start = useRoomDraft.getInitialState()
  const paths = Object.keys(emptyFields) as FieldPath[]
  // The sex of a viewer is chosen from a list, never typed.
  const fields = {
    ...(Object.fromEntries(paths.map((path) => [path, text])) as typeof emptyFields),
    'zego.viewer.sex': '',
  }
  const made = roomBody({ ...start, uses: { tencent: true, zego: true }, fields })
  return 'problems' in made ? made.problems : {}
}

describe('a wrong field', () => {
  beforeAll(async () => {
    await fetchWhole('zh-CN')
    startWords('zh-CN')
  })

  it.each(['', '-1', '1.5', 'what?', '99999999999', '玫'.repeat(2_000)])(
    'is explained in the host’s language (%#)',
    (text) => {
      const { result } = renderHook(useFieldProblem)
      const problems = problemsWith(text)
      expect(Object.keys(problems).length).toBeGreaterThan(0)
      for (const [path, message] of Object.entries(problems))
        expect(`${path}: ${result.current(message)}`).toMatch(/[\u4e00-\u9fff]/)
    },
  )
})
