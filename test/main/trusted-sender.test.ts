import { describe, expect, it } from 'vitest'
import { isTrustedSender } from '../../electron/main/trusted-sender.ts'

const mainFrame = { url: 'app://bundle/', processId: 4, routingId: 1 }
const ours = { id: 7, mainFrame }
const from = (frame: Partial<typeof mainFrame>) => ({ sender: ours, senderFrame: { ...mainFrame, ...frame } })

describe('a message from the window', () => {
  it('is accepted from the main frame of our page', () => {
    expect(isTrustedSender(from({}), ours)).toBe(true)
    expect(isTrustedSender(from({ url: 'app://bundle/index.html#deck' }), ours)).toBe(true)
  })

  it('is dropped from another window, even one that shows our page', () => {
    expect(isTrustedSender({ sender: { id: 8 }, senderFrame: mainFrame }, ours)).toBe(false)
  })

  it('is dropped from a frame inside our page', () => {
    expect(isTrustedSender(from({ routingId: 2 }), ours)).toBe(false)
    expect(isTrustedSender(from({ processId: 5 }), ours)).toBe(false)
  })

  it('is dropped from a closed frame', () => {
    expect(isTrustedSender({ sender: ours, senderFrame: null }, ours)).toBe(false)
  })

  it.each([
    'https://bundle/',
    'https://example.com/app://bundle/',
    'app://bundle.example.com/',
    'app://bundle@example.com/',
    'app:bundle',
    'file:///app/bundle/',
    'about:blank',
    '',
  ])('is dropped from %s', (url) => {
    expect(isTrustedSender(from({ url }), ours)).toBe(false)
  })
})
