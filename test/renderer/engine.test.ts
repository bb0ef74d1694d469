import { afterEach, describe, expect, it } from 'vitest'
import { readyEngine } from '../../renderer/platform/engine.ts'

const announce = (language: string) =>
  Object.defineProperty(navigator, 'language', { value: language, configurable: true })

describe('what the page tells its engine', () => {
  const usual = navigator.language
  afterEach(() => void announce(usual))

  it.each(['C', 'en-US@posix', ''])(
    'is a language that libraries understand, where the system has "%s"',
    (language) => {
      announce(language)
      expect(() => new Intl.NumberFormat(language)).toThrow(RangeError)
      readyEngine()
      expect(new Intl.NumberFormat(navigator.language).format(1_284)).toBe('1,284')
    },
  )

  it("leaves the host's own language as it is", () => {
    announce('zh-CN')
    readyEngine()
    expect(navigator.language).toBe('zh-CN')
  })
})
