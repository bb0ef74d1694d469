import { readdirSync, readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { root } from '../support/read-imports.ts'

// The parser imports JSON without saying that it is JSON, which Node refuses.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
})
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser')

const folder = path.join(root, '.github/workflows')
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8')

/** What the hosted CI itself would say of a workflow, without running it. */
async function problemsOf(content: string) {
  const { context, value } = parseWorkflow({ name: 'it.yml', content }, new NoOperationTraceWriter())
  if (value !== undefined) await convertWorkflowTemplate(context, value)
  return context.errors.getErrors().map(({ message }) => message)
}

describe('the workflows of the hosted CI', () => {
  it.each(readdirSync(folder))('%s is one', async (name) => {
    expect(await problemsOf(read(name))).toEqual([])
  })

  it('would be refused with a key that nobody knows', async () => {
    expect(await problemsOf(read('release.yml').replace('timeout-minutes', 'timeout-minuets'))).toEqual([
      expect.stringContaining('timeout-minuets'),
    ])
  })

  it('run only scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: object }
    interface Workflow {
      jobs: Record<string, { steps?: { run?: string }[] }>
    }
    const runs = readdirSync(folder)
      .flatMap((name) => Object.values((parse(read(name)) as Workflow).jobs))
      .flatMap(({ steps = [] }) => steps.flatMap(({ run }) => run ?? []))
    const named = runs.flatMap((run) => [...run.matchAll(/npm run ([\w-]+)/g)].map(([, script]) => script!))
    expect(named).toContain('package')
    expect(named.filter((script) => !(script in scripts))).toEqual([])
  })
})
