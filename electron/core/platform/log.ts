import path from 'node:path'
import { pino } from 'pino'
import { createStream, type RotatingFileStream } from 'rotating-file-stream'
import { meaningOf } from './file-failure.ts'
import type { Policy } from '../policy.ts'
import type { Log } from '../ports.ts'
import { redact } from './redact.ts'

/**
 * The process's log: JSON lines on stderr, and in files once the folder is known. Stdout is only for the ready line.
 */
export interface HostLog extends Log {
  /** Writes to rotating files too, earlier lines first. Only this user can read them. The newest file has no number. */
  keepIn(dir: string): void
  /** Resolves when every line is in the files. */
  close(): Promise<void>
}

const name = 'giftdeck.log'

export function createLog(policy: Policy['log']): HostLog {
  const stderr = pino.destination({ fd: 2, sync: true })
  // The process that read stderr has gone. Logging this error would fail in the same way, again and again.
  stderr.on('error', () => {})
  let earlyLines: string[] = []
  let file: RotatingFileStream | undefined

  const write = (line: string) => {
    stderr.write(line)
    if (file) file.write(line)
    else earlyLines = [...earlyLines.slice(1 - policy.mostEarlyLinesCount), line]
  }
  // Every line passes here, so credentials are removed from all of them.
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
        // A full disk must not end the program, so only the log file is given up.
        file = undefined
        sink.warn(
          { file: path.join(dir, name), detail: meaningOf(error) },
          'The log file cannot be written; this goes on without it.',
        )
      })
      for (const line of earlyLines) stream.write(line)
      earlyLines = []
      file = stream
    },
    async close() {
      const ending = file
      file = undefined
      if (ending) await new Promise<void>((resolve) => ending.end(() => resolve()))
    },
  }
}
