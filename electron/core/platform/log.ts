import path from 'node:path'
import { pino } from 'pino'
import { createStream, type RotatingFileStream } from 'rotating-file-stream'
import { meaningOf } from './file-failure.ts'
import type { Policy } from '../policy.ts'
import type { Log } from '../ports.ts'
import { redact } from './redact.ts'

/** A host's log: lines of JSON on stderr, since stdout belongs to the ready line, and in files once there is a folder. */
export interface HostLog extends Log {
  /** Files of this user alone from now on, the newest without a number; what was said before comes first. */
  keepIn(dir: string): void
  /** After this everything said is in the files. */
  close(): Promise<void>
}

const name = 'giftdeck.log'

export function createLog(policy: Policy['log']): HostLog {
  const stderr = pino.destination({ fd: 2, sync: true })
  // Whoever read it has gone. Saying so would fail in the same way, again and again.
  stderr.on('error', () => {})
  let early: string[] = []
  let file: RotatingFileStream | undefined

  const write = (line: string) => {
    stderr.write(line)
    if (file) file.write(line)
    else early = [...early.slice(1 - policy.mostEarlyLinesCount), line]
  }
  // The one place that every line passes, whoever wrote it.
  const sink = pino({ base: null, hooks: { streamWrite: redact } }, { write })

  return {
    info: (message, fields = {}) => sink.info(fields, message),
    warn: (message, fields = {}) => sink.warn(fields, message),
    error: (message, fields = {}) => sink.error(fields, message),
    keepIn(dir) {
      const size = `${policy.fileBytes}B`
      const stream = createStream(name, { path: dir, size, rotate: policy.keptFilesCount, mode: 0o600 })
      stream.on('error', (error) => {
        if (file !== stream) return
        // A full disk stops no show.
        file = undefined
        sink.warn(
          { file: path.join(dir, name), detail: meaningOf(error) },
          'The log file cannot be written; this goes on without it.',
        )
      })
      for (const line of early) stream.write(line)
      early = []
      file = stream
    },
    async close() {
      const ending = file
      file = undefined
      if (ending) await new Promise<void>((resolve) => ending.end(() => resolve()))
    },
  }
}
