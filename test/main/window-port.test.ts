import { describe, expect, it } from 'vitest'
import { createWindowPort } from '../../electron/main/window-port.ts'

function makePort() {
  const sent: string[] = []
  const received: string[] = []
  const port = createWindowPort((text) => void sent.push(text))
  port.on('message', (event) => void received.push(event?.data ?? ''))
  port.on('close', () => void received.push('closed'))
  return { port, sent, received }
}

describe('the message port of a loaded page', () => {
  it('carries text in both directions', () => {
    const { port, sent, received } = makePort()
    port.receive('in')
    port.postMessage('out')
    expect({ sent, received }).toEqual({ sent: ['out'], received: ['in'] })
  })

  it('carries nothing once the page has gone, and reports its end once', () => {
    const { port, sent, received } = makePort()
    port.close()
    port.close()
    port.receive('late')
    port.postMessage('late')
    expect({ sent, received }).toEqual({ sent: [], received: ['closed'] })
  })
})
