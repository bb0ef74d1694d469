/** A set-up that cannot go on, in words for the person who typed the command. */
export class SetupFailure extends Error {}

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
