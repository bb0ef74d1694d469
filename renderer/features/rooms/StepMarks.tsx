import { useWords } from '../../i18n/words.ts'
import { type Step, steps } from './steps.ts'

/** Where the host is on the way; the words say it, the numbers order it. */
export function StepMarks({ step }: { step: Step }) {
  const words = useWords('rooms')
  return (
    <ol className="sticky -top-1 z-10 -mx-4 -mt-1 mb-1 flex flex-wrap gap-x-4 gap-y-1 bg-panel px-4 pt-1 pb-2">
      {steps.map((name, index) => (
        <li
          key={name}
          aria-current={name === step ? 'step' : undefined}
          className={`flex items-center gap-1.5 ${name === step ? 'font-semibold text-ink' : 'text-ink-3'}`}
        >
          <span
            className={`grid size-5 place-items-center rounded-full ${name === step ? 'bg-accent text-accent-ink' : 'bg-line'}`}
          >
            {index + 1}
          </span>
          {words(`step.${name}`)}
        </li>
      ))}
    </ol>
  )
}
