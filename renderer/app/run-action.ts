import { useCallback } from 'react'
import { tell } from '../ui/toasts.ts'
import type { Action } from './actions.ts'
import { useExplain } from './failures.ts'
import { useSay } from './say.ts'

/** Runs an action, however it was reached, and says in the corner why it cannot be done or what went wrong. */
export function useRunAction() {
  const say = useSay()
  const explain = useExplain()
  return useCallback(
    async ({ says, why, explainsItself = false, run }: Action) => {
      if (why != null && !explainsItself) return void tell(`${say(says)}: ${say(why)}`, 'warn')
      try {
        await run()
      } catch (error) {
        tell(explain(error), 'bad')
      }
    },
    [say, explain],
  )
}
