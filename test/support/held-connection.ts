import { onTestFinished } from 'vitest'
import type { Post } from '../../electron/core/ports.ts'
import { createPost } from '../../electron/core/vendors/http-client.ts'
import { patient } from './policies.ts'

/**
 * Makes a transport to the vendors. While it is held, calls still reach the vendors, and the answers wait until it is
 * released.
 */
export function heldLine() {
  const { post, close } = createPost({ policy: patient })
  onTestFinished(close)
  let held = Promise.resolve()
  let letGo = () => {}
  const heldPost: Post = async (url, body) => {
    const exchange = await post(url, body)
    await held
    return exchange
  }
  return {
    post: heldPost,
    hold: () => void (held = new Promise((resolve) => (letGo = resolve))),
    letGo: () => letGo(),
  }
}
