import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { root } from '../support/read-imports.ts'

const folder = path.join(root, '.github/workflows')
export const workflowNames = readdirSync(folder)
export const readWorkflow = (name: string) => readFileSync(path.join(folder, name), 'utf8')

export interface Step {
  run: string
  env: Record<string, string>
}
interface Workflow {
  jobs: Record<string, { env?: Record<string, string>; steps?: { run?: string; env?: Record<string, string> }[] }>
}

/** Every command of every workflow, with the definitions of its environment. */
export const steps: Step[] = workflowNames
  .flatMap((name) => Object.values((parse(readWorkflow(name)) as Workflow).jobs))
  .flatMap((job) => (job.steps ?? []).map(({ run, env }) => ({ run, env: { ...job.env, ...env } })))
  .filter((step): step is Step => step.run !== undefined)

export const stepOf = (run: string): Step => {
  const step = steps.find((each) => each.run === run)
  if (!step) throw new Error(`No workflow runs "${run}".`)
  return step
}

/** Replaces the expressions as the hosted CI would, with secrets, variables and the like. An undefined value is empty. */
const fill = (text: string, values: Record<string, string>) =>
  text.replace(/\$\{\{ (?:\w+\.)?(\w+) \}\}/g, (_, name: string) => values[name] ?? '')

/** The steps that test/installer/running-the-steps.test.ts runs. */
export const runHere = {
  package: 'npm run package -- ${{ matrix.flag }}',
  draft: 'node installer/draft-release.ts ${{ github.ref_name }} dist',
  screen: '.ci/on-a-screen npm test',
  trial: '.ci/on-a-screen node installer/try-package.ts',
}

/** The steps that no test runs, and why. */
export const notRunHere: Record<string, string> = {
  'npm ci': 'asks a registry',
  'npm audit --audit-level=high': 'asks a registry',
  'node node_modules/electron/install.js': 'downloads Electron',
  'sudo apt-get update && sudo apt-get install --yes xvfb openbox': 'changes the computer',
  'sudo sysctl --write kernel.apparmor_restrict_unprivileged_userns=0': 'changes the computer',
  'npm run check': 'runs before every test',
  'npm test': 'runs this very test',
  '.ci/on-a-screen npm run test:long': 'runs this very test; the screen is tried with npm test',
  'node installer/try-package.ts': 'is for Windows and macOS; the same script runs on a screen that is not there',
}

export interface Surroundings {
  values?: Record<string, string>
  env?: Record<string, string>
  /** Further arguments for the command. */
  more?: string[]
}

/** Runs a step in a copy of the project, as the hosted CI would. */
export function runStep(copy: string, command: string, { values = {}, env = {}, more = [] }: Surroundings) {
  const step = stepOf(command)
  const ofStep = Object.fromEntries(Object.entries(step.env).map(([name, text]) => [name, fill(text, values)]))
  // npm uses the first Node on the PATH, so this one comes first.
  const PATH = [path.dirname(process.execPath), env['PATH'] ?? process.env['PATH']].join(path.delimiter)
  const done = spawnSync('bash', ['-e', '-c', [fill(step.run, values), ...more].join(' ')], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true', ...ofStep, ...env, PATH },
  })
  return { status: done.status, output: done.stdout + done.stderr }
}
