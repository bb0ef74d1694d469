import { describe, expect, it } from 'vitest'
import { createWindowPort } from '../../electron/main/window-port.ts'

function makePort() {
  const sent: string[] = []
  const heard: string[] = []
  const port = createWindowPort((text) => void sent.push(text))
  port.on('message', (event) => void heard.push(event?.data ?? ''))
  port.on('close', () => void heard.push('closed'))
  return { port, sent, heard }
}

describe('the message port of a loaded page', () => {
  it('carries text in both directions', () => {
    const { port, sent, heard } = makePort()
    port.receive('in')
    port.postMessage('out')
    expect({ sent, heard }).toEqual({ sent: ['out'], heard: ['in'] })
  })

  it('carries nothing once the page has gone, and reports that once', () => {
    const { port, sent, heard } = makePort()
    port.close()
    port.close()
    port.receive('late')
    port.postMessage('late')
    expect({ sent, heard }).toEqual({ sent: [], heard: ['closed'] })
  })
})
