import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../support/read-imports.ts'
import { notRunHere, readWorkflow, runHere, steps, workflowNames } from './workflow-steps.ts'

// The parser imports JSON without an import attribute, which Node refuses.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
})
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser')

/** Validates a workflow as the hosted CI would, without running it. */
async function problemsOf(content: string) {
  const { context, value } = parseWorkflow({ name: 'it.yml', content }, new NoOperationTraceWriter())
  if (value !== undefined) await convertWorkflowTemplate(context, value)
  return context.errors.getErrors().map(({ message }) => message)
}

describe('the workflows of the hosted CI', () => {
  it.each(workflowNames)('%s is valid', async (name) => {
    expect(await problemsOf(readWorkflow(name))).toEqual([])
  })

  it('are refused with an unknown key', async () => {
    expect(await problemsOf(readWorkflow('release.yml').replace('timeout-minutes', 'timeout-minuets'))).toEqual([
      expect.stringContaining('timeout-minuets'),
    ])
  })

  it('run only existing scripts', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: object }
    const named = steps.flatMap(({ run }) => [...run.matchAll(/npm run ([\w-]+)/g)].map(([, script]) => script!))
    expect(named).toContain('package')
    expect(named.filter((script) => !(script in scripts))).toEqual([])
  })
  it('have each step either run by a test or listed with the reason why not', () => {
    const known = [...Object.values(runHere), ...Object.keys(notRunHere)]
    expect([...new Set(steps.map(({ run }) => run))].toSorted()).toEqual(known.toSorted())
  })

  it('expose no secret to a step that does not need it', () => {
    const seeing = steps.filter(({ env }) => Object.values(env).some((value) => value.includes('secrets.')))
    expect(seeing.map(({ run }) => run)).toEqual([runHere.package, runHere.draft])
    expect(
      workflowNames
        .map(readWorkflow)
        .join('')
        .match(/secrets\./g),
    ).toHaveLength(seeing.flatMap(({ env }) => Object.values(env)).filter((value) => value.includes('secrets.')).length)
  })
})
