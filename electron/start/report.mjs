/** Thrown if the set-up cannot continue. The message is meant for the person who typed the command. */
export class SetupFailure extends Error {}

// Ignore write errors. After the terminal was closed, a write fails later with an 'error' event, which would end this
// process.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

/** Prints progress to stderr, because stdout is reserved for the output of the headless process. */
export const say = (line) => void process.stderr.write(`${line}\n`)

/** Runs a start script. A SetupFailure is printed as its message only; any other error is printed with its stack. */
export async function main(work) {
  try {
    await work()
  } catch (error) {
    say(error instanceof SetupFailure ? error.message : (error?.stack ?? String(error)))
    process.exitCode = 1
  }
}

const everyMs = 10_000

/** Prints every ten seconds that the work continues. Two minutes without output look like a hang. */
export async function sayWhile(what, work) {
  const began = Date.now()
  const timer = setInterval(() => say(`${what} (${Math.round((Date.now() - began) / 1000)} s) ...`), everyMs)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}
