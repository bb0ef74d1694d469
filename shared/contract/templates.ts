import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { builtInVariables } from '../domain/templates.ts'
import { announcementText, extensionInfoSchema } from './announcements.ts'
import { call } from './call.ts'

const templateSchema = z.strictObject({
  id: z.string().min(1, fieldProblem('empty')).max(60),
  name: z
    .string()
    .min(1, fieldProblem('empty'))
    .max(40, fieldProblem('maxCharacters', { max: 40 })),
  /** May contain variables such as `{room}`. `{{` and `}}` stand for literal braces. */
  text: announcementText,
  extensionInfo: extensionInfoSchema.optional(),
})
export type Template = z.infer<typeof templateSchema>

const builtIn: ReadonlySet<string> = new Set(builtInVariables)

const variableSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[\p{L}\p{N}_]{1,30}$/u, fieldProblem('variableName'))
    .refine((name) => !builtIn.has(name), fieldProblem('builtIn')),
  value: z.string().max(500, fieldProblem('maxCharacters', { max: 500 })),
})

const firstTwice = (names: readonly string[]) => names.findIndex((name, index) => names.indexOf(name) < index)

export const templatesSchema = z
  .strictObject({
    templates: z.array(templateSchema).max(100, fieldProblem('max', { max: 100 })),
    /** Variables that the host defined, in addition to the built-in room, time, count and goalLeft. */
    variables: z.array(variableSchema).max(50, fieldProblem('max', { max: 50 })),
  })
  .superRefine(({ templates, variables }, context) => {
    const unique = (list: string, field: string, names: readonly string[]) => {
      const twice = firstTwice(names)
      const message = fieldProblem('givenTwice', { field })
      if (twice >= 0) context.addIssue({ code: 'custom', path: [list, twice, field], message })
    }
    unique(
      'templates',
      'id',
      templates.map(({ id }) => id),
    )
    unique(
      'variables',
      'name',
      variables.map(({ name }) => name),
    )
  })
export type Templates = z.infer<typeof templatesSchema>

export const templates = {
  get: call('read')
    .route({ method: 'GET', path: '/templates', summary: "The room's announcement templates and own variables" })
    .output(templatesSchema),
  set: call('fire')
    .route({ method: 'PUT', path: '/templates', summary: "Replace the room's templates and variables" })
    .input(templatesSchema)
    .output(templatesSchema),
}
