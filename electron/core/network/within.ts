import type { Socket } from 'node:net'
import { ConnectFailure } from './connect-failure.ts'

/** Ends a step that takes too long, and closes the socket that it may still bring. */
export function within<T extends Socket | readonly unknown[]>(ms: number, step: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let late = false
    const timer = setTimeout(() => {
      late = true
      reject(new ConnectFailure('connect-timeout'))
    }, ms)
    step.then(
      (brought) => {
        clearTimeout(timer)
        if (late && 'destroy' in brought) brought.destroy()
        else resolve(brought)
      },
      (error: unknown) => {
        clearTimeout(timer)
        reject(error)
      },
    )
  })
}
