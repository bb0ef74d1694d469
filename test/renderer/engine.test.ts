import { afterEach, describe, expect, it } from 'vitest'
import { readyEngine } from '../../renderer/platform/engine.ts'

const setSystemLanguage = (language: string) =>
  Object.defineProperty(navigator, 'language', { value: language, configurable: true })

describe("the page's settings for its libraries", () => {
  const usual = navigator.language
  afterEach(() => void setSystemLanguage(usual))

  it.each(['C', 'en-US@posix', ''])('name a language that libraries accept, if the system\'s is "%s"', (language) => {
    setSystemLanguage(language)
    expect(() => new Intl.NumberFormat(language)).toThrow(RangeError)
    readyEngine()
    expect(new Intl.NumberFormat(navigator.language).format(1_284)).toBe('1,284')
  })

  it("leave the host's own language unchanged", () => {
    setSystemLanguage('zh-CN')
    readyEngine()
    expect(navigator.language).toBe('zh-CN')
  })
})
