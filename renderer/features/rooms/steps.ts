/** The three steps of connecting a room, and which fields each one asks for. */
export const steps = ['connection', 'safety', 'check'] as const
export type Step = (typeof steps)[number]

export const stepOf = (path: string): Step =>
  path === 'environment' || path.startsWith('limits') || path.startsWith('caps') ? 'safety' : 'connection'

/** The problems that one step can mend. */
export const problemsOn = (step: Step, problems: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(problems).filter(([path]) => stepOf(path) === step))
