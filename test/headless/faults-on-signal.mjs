// Loaded before the program: throws uncaught errors each time the process gets a SIGUSR2.
import { EventEmitter } from 'node:events'
import { isMainThread } from 'node:worker_threads'

if (isMainThread)
  process.on('SIGUSR2', () => {
    void Promise.reject(new Error('planted rejection'))
    setTimeout(() => {
      throw new Error('planted exception')
    })
    setTimeout(() => new EventEmitter().emit('error', new Error('planted error event')))
  })
