/** A set-up that cannot go on, in words for the person who typed the command. */
export class SetupFailure extends Error {}

// A terminal that was closed takes no more words; a write to it fails later, as an event that would end this process.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

/** Progress goes to stderr only. */
export const say = (line) => void process.stderr.write(`${line}\n`)

/** Runs a start script; a known trouble is one sentence, anything else keeps its stack. */
export async function main(work) {
  try {
    await work()
  } catch (error) {
    say(error instanceof SetupFailure ? error.message : (error?.stack ?? String(error)))
    process.exitCode = 1
  }
}

const everyMs = 10_000

/** Says every ten seconds that the work goes on: two silent minutes look as if nothing happened. */
export async function sayWhile(what, work) {
  const began = Date.now()
  const timer = setInterval(() => say(`${what} (${Math.round((Date.now() - began) / 1000)} s) ...`), everyMs)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}
